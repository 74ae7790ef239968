package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.Environment;

/** Reads {@code rpc.client}: each client's own keys over those of {@code default}. */
final class ClientConfiguration {
    private static final String PREFIX = "rpc.client";
    private static final String DEFAULT = "default";
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PREFIX);

    private final Binder binder;

    ClientConfiguration(Environment environment) {
        binder = Binder.get(environment);
    }

    /** A name with dots is one element. */
    static String key(String client, String last) {
        return client.indexOf('.') < 0
                ? PREFIX + '.' + client + '.' + last
                : PREFIX + '[' + client + "]." + last;
    }

    /** The key that gives a client its value: its own, or that of {@code default}. */
    String keyInForce(String client, String last) {
        String inherited = key(DEFAULT, last);
        return !isSet(key(client, last)) && isSet(inherited) ? inherited : key(client, last);
    }

    private boolean isSet(String key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
        return binder.bind(name, Bindable.of(Object.class)).isBound();
    }

    /** The names that have keys, in order. */
    Set<String> names() {
        Map<String, Object> clients =
                binder.bind(ROOT, Bindable.mapOf(String.class, Object.class)).orElse(Map.of());
        Set<String> names = new TreeSet<>(clients.keySet());
        names.remove(DEFAULT);
        return names;
    }

    /**
     * @throws FailureAnalyzedException if it has a key that no client has
     */
    RpcClientProperties of(String client) {
        RpcClientProperties properties = new RpcClientProperties();
        bind(DEFAULT, properties);
        bind(client, properties);
        return properties;
    }

    private void bind(String client, RpcClientProperties properties) {
        BindHandler strict =
                new NoUnboundElementsBindHandler(
                        BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        try {
            binder.bind(name(client), Bindable.ofInstance(properties), strict);
        } catch (BindException e) {
            if (e.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
                throw unknownKey(unbound);
            }
            throw e;
        }
    }

    /** A name with dots is one element. */
    private static ConfigurationPropertyName name(String client) {
        return client.indexOf('.') < 0
                ? ConfigurationPropertyName.adapt(PREFIX + '.' + client, '.')
                : ROOT.append('[' + client + ']');
    }

    private static FailureAnalyzedException unknownKey(
            UnboundConfigurationPropertiesException unbound) {
        ConfigurationProperty first = unbound.getUnboundProperties().iterator().next();
        String keys =
                unbound.getUnboundProperties().stream()
                        .map(each -> '\'' + each.getName().toString() + '\'')
                        .collect(Collectors.joining(", "));
        String meant =
                Suggestion.of(
                        first.getName().getLastElement(ConfigurationPropertyName.Form.DASHED),
                        RpcClientFactory.KEYS);
        return new FailureAnalyzedException(
                keys
                        + (first.getOrigin() == null ? "" : " (" + first.getOrigin() + ')')
                        + ": no key of an RPC client is called so."
                        + meant,
                "Use one of: " + String.join(", ", RpcClientFactory.KEYS) + '.',
                unbound);
    }
}
