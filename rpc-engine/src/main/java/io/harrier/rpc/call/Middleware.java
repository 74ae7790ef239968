package io.harrier.rpc.call;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a call and whoever makes it.
 *
 * <pre>{@code
 * Middleware timing = (next, place) -> call -> {
 *     long start = System.nanoTime();
 *     return next.invoke(call).whenComplete((value, error) -> record(call.method().name(), System.nanoTime() - start));
 * };
 * }</pre>
 *
 * <p>One that is also an {@link AutoCloseable} is closed when it has been taken out of its list and
 * the last call through it has its reply; what it hung on that reply may run a moment later.
 */
@FunctionalInterface
public interface Middleware {
    /**
     * The invoker that does this middleware's work around {@code next}, in the chain of one method;
     * asked for once, when that chain is made. To return {@code next} itself is to stay out of it.
     */
    Invoker around(Invoker next, Place place);

    /**
     * What this middleware has to say about a server's calls before their arguments are read; null
     * for nothing. Asked for once, when the chain is made.
     */
    default @Nullable Admission admission(Place place) {
        return null;
    }

    /**
     * What of it stands at this place; null for nothing. One that is made of others says here which
     * of them, so that rules find what they change.
     */
    default @Nullable Middleware at(Place place) {
        return this;
    }

    /** Where it stands among others, as of {@link MiddlewareOrder}. */
    default int order() {
        return MiddlewareOrder.USER;
    }

    /** This middleware at some places only. */
    default Middleware where(Predicate<Place> here) {
        return new PlacedMiddleware(here, this);
    }
}
