package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.transport.EventLoops;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The application's clients: one for each name, made when a proxy of it is first asked for. Closed
 * after the server, so that handlers can call out to the end.
 */
final class RpcClients implements AutoCloseable {
    static final String BEAN = "rpcClients";
    static final String PREFIX = "rpc.client";

    private static final Logger LOG = LoggerFactory.getLogger(RpcClients.class);

    private final Map<String, RpcClientProperties> properties;
    private final Map<String, RpcClient> clients = new HashMap<>();
    private final String caller;
    private final EventLoops loops;

    RpcClients(Environment environment, EventLoops loops) {
        this.loops = loops;
        properties =
                Binder.get(environment)
                        .bind(PREFIX, Bindable.mapOf(String.class, RpcClientProperties.class))
                        .orElse(Map.of());
        caller = environment.getProperty("spring.application.name", "");
    }

    /**
     * A proxy that calls through the client of this name.
     *
     * @param askedBy the injection point, for the message of a failure
     */
    <T> T proxy(String name, Class<T> type, String askedBy) {
        RpcClient client = client(name, askedBy);
        try {
            return client.proxy(type);
        } catch (IllegalArgumentException e) {
            throw new FailureAnalyzedException(
                    askedBy
                            + " asks for a client of "
                            + type.getName()
                            + ", which is not a service: "
                            + e.getMessage()
                            + '.',
                    "Declare it with the interface of a service.",
                    e);
        }
    }

    /** Takes no more calls. */
    @Override
    public synchronized void close() {
        clients.values().forEach(RpcClient::close);
        clients.clear();
    }

    private synchronized RpcClient client(String name, String askedBy) {
        RpcClient known = clients.get(name);
        if (known == null) {
            known = open(name, askedBy);
            clients.put(name, known);
        }
        return known;
    }

    private RpcClient open(String name, String askedBy) {
        RpcClientProperties told = properties.get(name);
        if (told == null || !StringUtils.hasText(told.target())) {
            throw withoutTarget(name, askedBy);
        }
        try {
            RpcClient client =
                    RpcClient.builder(told.target())
                            .name(name)
                            .caller(caller)
                            .form(told.protocol())
                            .timeout(told.timeout())
                            .eventLoops(loops)
                            .build();
            LOG.info("RPC client {} calls {} over {}", name, told.target(), word(told.protocol()));
            return client;
        } catch (IllegalArgumentException e) {
            throw invalid(name, told, e);
        }
    }

    private FailureAnalyzedException withoutTarget(String name, String askedBy) {
        String key = key(name, "target");
        Set<String> names = new TreeSet<>(properties.keySet());
        return new FailureAnalyzedException(
                askedBy
                        + " asks for the RPC client '"
                        + name
                        + "', but '"
                        + key
                        + "' is not set. Configured clients: "
                        + (names.isEmpty() ? "none" : String.join(", ", names))
                        + '.',
                "Set '" + key + "' to host:port, such as 127.0.0.1:8888, or correct the name.");
    }

    /** The builder's words, with the key that brought the value. */
    private InvalidConfigurationPropertyValueException invalid(
            String name, RpcClientProperties told, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        boolean timeout = message.startsWith("timeout");
        InvalidConfigurationPropertyValueException invalid =
                new InvalidConfigurationPropertyValueException(
                        key(name, timeout ? "timeout" : "target"),
                        timeout ? told.timeout() : told.target(),
                        message);
        invalid.initCause(e);
        return invalid;
    }

    private static String key(String name, String last) {
        return PREFIX + '.' + name + '.' + last;
    }

    private static String word(FrameForm form) {
        String word = form.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return form.hasHeader() ? word : word + ", which carries no deadline and no metadata";
    }
}
