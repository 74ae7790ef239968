package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Invocation;
import io.micrometer.observation.Observation;

/** What is observed of a call. */
public abstract class RpcObservationContext extends Observation.Context {
    private final Invocation call;

    RpcObservationContext(Invocation call) {
        this.call = call;
    }

    public final Invocation call() {
        return call;
    }
}
