package io.harrier.rpc.server;

import io.harrier.rpc.frame.GenericMessage;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionStage;

/** Answers, in bytes, what no other handler does: a gateway, a relay. Called by many threads. */
@FunctionalInterface
public interface RawHandler {
    /**
     * Answers a call.
     *
     * @return the bytes of the reply's payload, in the request's protocol; the server releases them
     * @throws Exception an {@link io.harrier.rpc.error.RpcException} is passed on as it is
     */
    CompletionStage<ByteBuf> handle(GenericMessage request) throws Exception;
}
