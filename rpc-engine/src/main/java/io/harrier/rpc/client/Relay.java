package io.harrier.rpc.client;

import io.harrier.rpc.call.Reply;
import io.harrier.rpc.frame.GenericMessage;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests on to the client's target as they came, whatever service and method they mean:
 * the other half of a server's handler of unknown methods. For any thread.
 *
 * <p>Payloads are not looked into and not copied. What a Harrier client tells of them goes along,
 * to Harrier servers; one that only they can read fails towards others. Deadline and persistent
 * metadata go along, as with any call that a handler makes; the name of the caller is this
 * application's.
 */
public final class Relay {
    private static final StructSchema NOT_KNOWN = new StructSchema("", List::of);

    private final Caller caller;
    private final ClientOptions options;

    Relay(Caller caller, ClientOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /**
     * @param request whose payload stays valid until the call has ended
     * @return the reply's payload, whoever gets it releases it; a declared exception is part of it.
     *     Null, when it was written, for a oneway request
     */
    public CompletableFuture<ByteBuf> forward(GenericMessage request) {
        ClientMethod method =
                new ClientMethod(
                        new ServiceSchema(request.service(), List.of()),
                        new MethodSchema(
                                request.method(), NOT_KNOWN, request.isOneway() ? null : NOT_KNOWN),
                        RawMethodSerializer.INSTANCE,
                        options.with(request.protocol()),
                        caller.chainOfUnknown(),
                        keys(request));
        return bytes(caller.start(method, Arguments.of(request.payload()), Caller.here(method)));
    }

    /** What was told is told again; whoever told nothing has a stock peer's payload. */
    private static @Nullable GenericKeys keys(GenericMessage request) {
        return request.generic().isEmpty() && request.isOfProtocol()
                ? null
                : GenericKeys.of(request.generic(), request.codec(), null);
    }

    /** The same future, so that who cancels it cancels the call. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a raw reply's value is its bytes
    static CompletableFuture<ByteBuf> bytes(Reply reply) {
        return (CompletableFuture) reply;
    }
}
