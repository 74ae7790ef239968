package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.server.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.Environment;

/**
 * Changes the middleware of the server and of clients while they run. What is put in is a bean of
 * the application or one of the built-in ones, by its name: nobody names classes from outside. A
 * change lasts as long as the server or the client.
 */
final class MiddlewareChanges {
    private final OpenClients clients;
    private final ObjectProvider<RpcServerLifecycle> server;
    private final ListableBeanFactory beans;
    private final Environment environment;

    MiddlewareChanges(
            OpenClients clients,
            ObjectProvider<RpcServerLifecycle> server,
            ListableBeanFactory beans,
            Environment environment) {
        this.clients = clients;
        this.server = server;
        this.beans = beans;
        this.environment = environment;
    }

    /**
     * @param name in the chain
     * @param client null for the server
     * @param with what is put there, by its own name
     * @return the names of the chain then
     * @throws InvalidEndpointRequestException if it cannot be
     */
    synchronized List<String> put(String name, @Nullable String client, String with) {
        MiddlewareList chain = chain(client);
        Middleware made = make(with, client);
        if (chain.names().contains(name)) {
            chain.replace(name, made);
        } else {
            chain.add(name, made);
        }
        return chain.names();
    }

    /**
     * @return the names of the chain then
     * @throws InvalidEndpointRequestException if it is not there
     */
    synchronized List<String> remove(String name, @Nullable String client) {
        MiddlewareList chain = chain(client);
        if (!chain.names().contains(name)) {
            throw refused("middleware " + name + " (expected: one of " + chain.names() + ')');
        }
        chain.remove(name);
        return chain.names();
    }

    private MiddlewareList chain(@Nullable String client) {
        return client == null ? chainOfServer() : chainOfClient(client);
    }

    private MiddlewareList chainOfServer() {
        RpcServerLifecycle lifecycle = server.getIfAvailable();
        RpcServer running = lifecycle == null ? null : lifecycle.server();
        if (running == null) {
            throw refused("no server runs (expected: 'client', with the name of one)");
        }
        return running.middleware();
    }

    private MiddlewareList chainOfClient(String name) {
        RpcClient client = clients.get(name);
        if (client == null) {
            throw refused(
                    "client "
                            + name
                            + " (expected: one that has been made: "
                            + clients.all().keySet()
                            + ')');
        }
        return client.middleware();
    }

    private Middleware make(String name, @Nullable String client) {
        MiddlewareSelection selection = new MiddlewareSelection(environment);
        MiddlewareBeans known = new MiddlewareBeans(beans, selection);
        Middleware bean = known.find(name);
        if (bean != null) {
            return bean;
        }
        List<String> builtIn =
                selection.of(client == null ? ServerMiddleware.NAMES : ClientMiddleware.NAMES);
        if (!builtIn.contains(name)) {
            List<String> possible = new ArrayList<>(builtIn);
            possible.addAll(known.names());
            throw refused("middleware " + name + " (expected: one of " + possible + ')');
        }
        return madeOfKeys(() -> client == null ? ofServer(name) : ofClient(name, client));
    }

    private static Middleware madeOfKeys(Supplier<Middleware> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | IllegalStateException | BindException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Middleware ofServer(String name) {
        RpcServerProperties told = beans.getBean(RpcServerProperties.class);
        requireEffect(name, ServerMiddleware.idle(name, told));
        return ServerMiddleware.make(name, told, new KeyInUse());
    }

    private Middleware ofClient(String name, String client) {
        ClientConfiguration configuration = new ClientConfiguration(environment);
        RpcClientProperties told = configuration.of(client);
        requireEffect(name, ClientMiddleware.idle(name, told));
        return ClientMiddleware.make(
                name, told, new KeyInUse(), last -> configuration.keyInForce(client, last));
    }

    private static void requireEffect(String name, @Nullable String idle) {
        if (idle != null) {
            throw refused(name + ": " + idle);
        }
    }

    private static InvalidEndpointRequestException refused(String why) {
        return new InvalidEndpointRequestException(why, why);
    }
}
