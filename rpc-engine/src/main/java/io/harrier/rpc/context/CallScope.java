package io.harrier.rpc.context;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the calls made between opening and closing it take along, and what their replies bring back.
 *
 * <pre>{@code
 * try (CallScope scope = CallScope.open().timeout(Duration.ofMillis(300)).persistentValue("tenant", "blue")) {
 *     users.findById(7);
 *     String version = scope.backwardValue("version");
 * }
 * }</pre>
 *
 * <p>For the thread that opened it, which closes it too; scopes nest, and the inner one's values
 * win. Only {@link #backwardValue} may be asked by others.
 */
public final class CallScope implements AutoCloseable {
    private final @Nullable CallContext outer;
    private final @Nullable CallScope parent;
    private final Map<String, String> transientValues;
    private final Map<String, String> persistentValues;
    private final Map<String, String> backwardValues = new ConcurrentHashMap<>();
    private long timeoutNanos;

    private CallScope(CallContext around) {
        parent = around.scope();
        transientValues =
                parent == null
                        ? new LinkedHashMap<>()
                        : new LinkedHashMap<>(parent.transientValues);
        persistentValues =
                parent == null
                        ? new LinkedHashMap<>()
                        : new LinkedHashMap<>(parent.persistentValues);
        timeoutNanos = parent == null ? 0 : parent.timeoutNanos;
        outer = around.within(this).bind();
    }

    public static CallScope open() {
        return new CallScope(CallContext.current());
    }

    /** The whole time of each call; stands for the client's and the method's. */
    public CallScope timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "timeout: " + timeout + " (expected: more than zero)");
        }
        timeoutNanos = timeout.toNanos();
        return this;
    }

    /** A value for the called service alone. Empty keys and values do not travel. */
    public CallScope transientValue(String key, String value) {
        MetadataLimit.put(transientValues, key, value);
        return this;
    }

    /**
     * A value for the called service and all that are called because of it. Empty keys and values
     * do not travel.
     */
    public CallScope persistentValue(String key, String value) {
        MetadataLimit.put(persistentValues, key, value);
        return this;
    }

    /** What the last reply that had this key brought back. */
    public @Nullable String backwardValue(String key) {
        return backwardValues.get(key);
    }

    /** All that replies brought back so far. */
    public Map<String, String> backwardValues() {
        return Map.copyOf(backwardValues);
    }

    /** The timeout of calls made here in nanoseconds; 0 if this scope sets none. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    public void forEachTransient(BiConsumer<String, String> action) {
        transientValues.forEach(action);
    }

    public void forEachPersistent(BiConsumer<String, String> action) {
        persistentValues.forEach(action);
    }

    @Nullable String outgoingValue(String key) {
        String own = transientValues.get(key);
        return own == null ? persistentValues.get(key) : own;
    }

    @Nullable String persistentValue(String key) {
        return persistentValues.get(key);
    }

    /** Files a value that a reply brought; for the engine, on any thread. */
    public void receiveBackward(String key, String value) {
        backwardValues.put(key, value);
        if (parent != null) {
            parent.receiveBackward(key, value);
        }
    }

    @Override
    public void close() {
        CallContext.restore(outer);
    }
}
