package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.server.RpcServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;

/** The RPC server of a context listens. */
public final class RpcServerStartedEvent extends ApplicationContextEvent {
    private static final long serialVersionUID = 1;

    private final transient RpcServer server;

    RpcServerStartedEvent(ApplicationContext context, RpcServer server) {
        super(context);
        this.server = server;
    }

    public RpcServer server() {
        return server;
    }
}
