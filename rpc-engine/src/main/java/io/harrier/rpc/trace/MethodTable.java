package io.harrier.rpc.trace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The methods that are traced, by number. They are as many as there are proxies' and handlers'
 * methods: when 65,536 numbers are used up, further ones share the last. For any thread.
 */
final class MethodTable {
    private static final int MAX = 1 << 16;

    private final Tracing tracing;
    private final CopyOnWriteArrayList<TracedMethod> methods = new CopyOnWriteArrayList<>();
    private final Map<Key, TracedMethod> byKey = new ConcurrentHashMap<>();
    private final List<Consumer<TracedMethod>> listeners = new CopyOnWriteArrayList<>();

    MethodTable(Tracing tracing) {
        this.tracing = tracing;
    }

    private record Key(Side side, String client, String service, String method) {}

    TracedMethod get(int index) {
        return methods.get(index);
    }

    List<TracedMethod> all() {
        return methods;
    }

    /** Tells of all methods, and of each that is added later. */
    synchronized void forEach(Consumer<TracedMethod> listener) {
        methods.forEach(listener);
        listeners.add(listener);
    }

    /** The entry of a method; made if it is new. */
    TracedMethod of(Side side, String client, String service, String method, long nowNanos) {
        Key key = new Key(side, client, service, method);
        TracedMethod known = byKey.get(key);
        return known == null ? add(key, nowNanos) : known;
    }

    private synchronized TracedMethod add(Key key, long nowNanos) {
        TracedMethod known = byKey.get(key);
        if (known != null) {
            return known;
        }
        if (methods.size() == MAX) {
            return methods.get(MAX - 1);
        }
        TracedMethod added =
                new TracedMethod(
                        tracing,
                        methods.size(),
                        key.side,
                        key.client,
                        key.service,
                        key.method,
                        nowNanos);
        methods.add(added);
        byKey.put(key, added);
        listeners.forEach(listener -> listener.accept(added));
        return added;
    }
}
