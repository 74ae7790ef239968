package io.harrier.rpc.call;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A middleware at some places only. */
record PlacedMiddleware(Predicate<Place> here, Middleware inside) implements Middleware {
    @Override
    public Invoker around(Invoker next, Place place) {
        return here.test(place) ? inside.around(next, place) : next;
    }

    @Override
    public @Nullable Admission admission(Place place) {
        return here.test(place) ? inside.admission(place) : null;
    }

    @Override
    public @Nullable Middleware at(Place place) {
        return here.test(place) ? inside.at(place) : null;
    }

    @Override
    public int order() {
        return inside.order();
    }

    /** What is to be closed of a middleware; null if nothing is. */
    static @Nullable AutoCloseable closeable(Middleware middleware) {
        if (middleware instanceof PlacedMiddleware placed) {
            return closeable(placed.inside);
        }
        return middleware instanceof AutoCloseable closeable ? closeable : null;
    }
}
