package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.RuleSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * The document that stands in the environment. It is looked at again when Spring Cloud says that
 * the environment has changed, whatever brought the change; its event is known by its name, as
 * Spring Cloud may be absent. A document is data: its placeholders are left as they are. For any
 * thread.
 */
final class EnvironmentRules implements RuleSource, ApplicationListener<ApplicationEvent> {
    static final String KEY = "rpc.rules.document";

    private static final String CHANGE =
            "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private final ConfigurableEnvironment environment;

    /** By each, what it was told last; empty if nothing. */
    private final Map<Listener, String> told = new HashMap<>();

    EnvironmentRules(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return KEY;
    }

    @Override
    public synchronized Watch watch(Listener listener) {
        told.put(listener, "");
        tell();
        return () -> end(listener);
    }

    private synchronized void end(Listener listener) {
        told.remove(listener);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event.getClass().getName().equals(CHANGE)) {
            tell();
        }
    }

    /** A centre that has lost the key has not said that nothing holds. */
    private synchronized void tell() {
        String document = document();
        if (StringUtils.hasText(document)) {
            told.replaceAll((listener, last) -> told(listener, last, document));
        }
    }

    /** Other keys change, too: what others pushed since then holds on. */
    private static String told(Listener listener, String last, String document) {
        if (!document.equals(last)) {
            listener.onDocument(document);
        }
        return document;
    }

    private @Nullable String document() {
        return environment.getPropertySources().stream()
                .map(source -> source.getProperty(KEY))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Object::toString)
                .orElse(null);
    }
}
