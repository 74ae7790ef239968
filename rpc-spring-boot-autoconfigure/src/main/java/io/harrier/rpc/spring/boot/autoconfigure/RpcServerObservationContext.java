package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Invocation;

/** What is observed of a call that this application answers. */
public final class RpcServerObservationContext extends RpcObservationContext {
    RpcServerObservationContext(Invocation call) {
        super(call);
    }
}
