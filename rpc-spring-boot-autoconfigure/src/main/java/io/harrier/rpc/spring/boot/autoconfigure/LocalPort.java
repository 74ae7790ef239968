package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.HashMap;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** Makes the port known as {@code local.rpc.server.port}, beside that of a web server. */
final class LocalPort {
    private static final String KEY = "local.rpc.server.port";
    private static final String SOURCE = "server.ports";

    private LocalPort() {}

    static void publish(ApplicationContext context, int port) {
        if (context.getEnvironment() instanceof ConfigurableEnvironment environment) {
            MutablePropertySources sources = environment.getPropertySources();
            if (!(sources.get(SOURCE) instanceof MapPropertySource)) {
                sources.addFirst(new MapPropertySource(SOURCE, new HashMap<>()));
            }
            if (sources.get(SOURCE) instanceof MapPropertySource source) {
                source.getSource().put(KEY, port);
            }
        }
    }
}
