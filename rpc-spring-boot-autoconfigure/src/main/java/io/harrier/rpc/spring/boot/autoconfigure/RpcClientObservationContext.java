package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Invocation;

/** What is observed of a call that this application makes. */
public final class RpcClientObservationContext extends RpcObservationContext {
    RpcClientObservationContext(Invocation call) {
        super(call);
    }
}
