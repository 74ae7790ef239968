package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's middleware, and what stands in its place at methods that have settings of their own.
 */
final class MiddlewareByMethod implements Middleware {
    /** Stays out of the chain. */
    static final Middleware NOTHING = (next, place) -> next;

    private final int order;
    private final Middleware common;
    private final Map<String, Middleware> byMethod;

    private MiddlewareByMethod(int order, Middleware common, Map<String, Middleware> byMethod) {
        this.order = order;
        this.common = common;
        this.byMethod = Map.copyOf(byMethod);
    }

    /**
     * @param byMethod by the methods' names on the wire
     */
    static Middleware of(int order, Middleware common, Map<String, Middleware> byMethod) {
        return byMethod.isEmpty() ? common : new MiddlewareByMethod(order, common, byMethod);
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        return own(place).around(next, place);
    }

    @Override
    public @Nullable Middleware at(Place place) {
        return own(place).at(place);
    }

    private Middleware own(Place place) {
        return byMethod.getOrDefault(place.method().name(), common);
    }
}
