package io.harrier.rpc.benchmarks.dubbo;

import io.harrier.rpc.benchmarks.dubbo.idl.Message;
import java.util.concurrent.CompletableFuture;

/** The service over Triple. */
public interface TripleEcho {
    Message echo(Message request);

    /** For callers that do not wait; Dubbo's clients know it by its return type. */
    default CompletableFuture<Message> echoLater(Message request) {
        return CompletableFuture.completedFuture(echo(request));
    }
}
