package io.harrier.rpc.spring.boot.autoconfigure;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;

/** The RPC server of a context is about to stop: readiness is off, and it still serves. */
public final class RpcServerStoppingEvent extends ApplicationContextEvent {
    private static final long serialVersionUID = 1;

    RpcServerStoppingEvent(ApplicationContext context) {
        super(context);
    }
}
