package io.harrier.rpc.context;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place for a value beside a call, for middleware and handlers of one process: it does not
 * travel. Made once and kept in a constant, since each has a number of its own, by which its value
 * is found.
 *
 * <pre>{@code
 * private static final ContextKey<User> USER = ContextKey.named("user");
 *
 * CallContext.current().put(USER, user);      // in a middleware
 * User user = CallContext.current().get(USER);  // in the handler
 * }</pre>
 *
 * @param <T> of the value
 */
public final class ContextKey<T> {
    private static final int MAX_KEYS = 1_024;
    private static final AtomicInteger KEYS = new AtomicInteger();

    private final String name;
    private final int index;

    private ContextKey(String name, int index) {
        this.name = name;
        this.index = index;
    }

    /**
     * A new key; one of the same name is another.
     *
     * @throws IllegalStateException if there are too many: then they are made for each call
     */
    public static <T> ContextKey<T> named(String name) {
        int index = KEYS.getAndIncrement();
        if (index >= MAX_KEYS) {
            KEYS.decrementAndGet();
            throw new IllegalStateException(
                    "context key "
                            + name
                            + ": one more than "
                            + MAX_KEYS
                            + " (expected: a constant, made once)");
        }
        return new ContextKey<>(name, index);
    }

    int index() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
