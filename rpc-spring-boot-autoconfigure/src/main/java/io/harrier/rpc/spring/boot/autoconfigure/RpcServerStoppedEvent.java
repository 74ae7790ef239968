package io.harrier.rpc.spring.boot.autoconfigure;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;

/** The RPC server of a context serves no more. */
public final class RpcServerStoppedEvent extends ApplicationContextEvent {
    private static final long serialVersionUID = 1;

    RpcServerStoppedEvent(ApplicationContext context) {
        super(context);
    }
}
