package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Which middleware there may be, by {@code rpc.middleware.include}: what is not in the list is not
 * made, whatever other keys and annotations say, and its classes are not loaded.
 */
final class MiddlewareSelection {
    static final String KEY = "rpc.middleware.include";

    private final @Nullable Set<String> names;

    MiddlewareSelection(Environment environment) {
        names =
                Binder.get(environment)
                        .bind(KEY, Bindable.listOf(String.class))
                        .map(Set::copyOf)
                        .orElse(null);
    }

    boolean has(String name) {
        return names == null || names.contains(name);
    }

    /** Those of the list that there may be. */
    List<String> of(List<String> all) {
        return all.stream().filter(this::has).toList();
    }
}
