package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.RuleSource;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The document that stands in the environment. It is looked at again when Spring Cloud says that
 * the environment has changed, whatever brought the change; its event is known by its name, as
 * Spring Cloud may be absent.
 */
final class EnvironmentRules implements RuleSource, ApplicationListener<ApplicationEvent> {
    static final String KEY = "rpc.rules.document";

    private static final String CHANGE =
            "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private final Environment environment;
    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();

    EnvironmentRules(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return KEY;
    }

    @Override
    public Watch watch(Listener listener) {
        listeners.add(listener);
        tell(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event.getClass().getName().equals(CHANGE)) {
            listeners.forEach(this::tell);
        }
    }

    /** A centre that has lost the key has not said that nothing holds. */
    private void tell(Listener listener) {
        String document = environment.getProperty(KEY);
        if (StringUtils.hasText(document)) {
            listener.onDocument(document);
        }
    }
}
