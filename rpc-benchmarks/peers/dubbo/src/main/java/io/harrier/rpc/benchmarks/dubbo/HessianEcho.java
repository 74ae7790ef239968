package io.harrier.rpc.benchmarks.dubbo;

import java.util.concurrent.CompletableFuture;

/** The service over Dubbo's own protocol. */
public interface HessianEcho {
    HessianMessage echo(HessianMessage request);

    /** For callers that do not wait; Dubbo's clients know it by its return type. */
    default CompletableFuture<HessianMessage> echoLater(HessianMessage request) {
        return CompletableFuture.completedFuture(echo(request));
    }
}
