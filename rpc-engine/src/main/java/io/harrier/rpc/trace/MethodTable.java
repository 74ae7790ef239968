package io.harrier.rpc.trace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The methods that are traced, by number. They are as many as there are proxies' and handlers'
 * methods: when 65,536 numbers are used up, further ones share the last. For any thread.
 */
final class MethodTable {
    private static final int MAX = 1 << 16;

    private final CopyOnWriteArrayList<TracedMethod> methods = new CopyOnWriteArrayList<>();

    TracedMethod get(int index) {
        return methods.get(index);
    }

    List<TracedMethod> all() {
        return methods;
    }

    /** The entry of a method; made if it is new. */
    synchronized TracedMethod of(Side side, String service, String method, long nowNanos) {
        for (TracedMethod known : methods) {
            if (known.side() == side
                    && known.service().equals(service)
                    && known.method().equals(method)) {
                return known;
            }
        }
        if (methods.size() == MAX) {
            return methods.get(MAX - 1);
        }
        TracedMethod added = new TracedMethod(methods.size(), side, service, method, nowNanos);
        methods.add(added);
        return added;
    }
}
