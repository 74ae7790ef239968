package io.harrier.rpc.call;

import io.harrier.rpc.call.MiddlewareList.Entry;
import io.harrier.rpc.concurrent.DrainGate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a list of middleware holds between two changes. Its calls are counted only if something is
 * to be closed behind the last of them. For any thread.
 */
final class Layers {
    private final List<Entry> entries;
    private final Set<AutoCloseable> closeables;
    private final @Nullable DrainGate gate;

    Layers(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        Set<AutoCloseable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Entry each : entries) {
            AutoCloseable closeable = PlacedMiddleware.closeable(each.middleware());
            if (closeable != null) {
                found.add(closeable);
            }
        }
        closeables = found;
        gate = found.isEmpty() ? null : new DrainGate(Integer.MAX_VALUE);
    }

    List<Entry> entries() {
        return entries;
    }

    Set<AutoCloseable> closeables() {
        return closeables;
    }

    /** Whether each call that enters has to leave. */
    boolean isCounted() {
        return gate != null;
    }

    /** Counts a call in; false if these layers have retired. */
    boolean enter() {
        return gate == null || gate.enter();
    }

    void leave() {
        if (gate != null) {
            gate.leave();
        }
    }

    /** Lets no more calls in. @param behind told when the last call has left */
    void retire(Consumer<Layers> behind) {
        if (gate != null) {
            gate.close().thenRun(() -> behind.accept(this));
        }
    }

    /** The chain of one method, as rules have it. */
    Chain fold(Place place, Ruling ruling, Invoker last) {
        List<Middleware> middleware = ruling.middleware(at(place));
        return new Chain(
                this, ruling, Chain.fold(middleware, place, last), admission(middleware, place));
    }

    private List<Middleware> at(Place place) {
        List<Middleware> here = new ArrayList<>();
        for (Entry each : entries) {
            Middleware middleware = each.middleware().at(place);
            if (middleware != null) {
                here.add(middleware);
            }
        }
        return here;
    }

    private static @Nullable Admission admission(List<Middleware> middleware, Place place) {
        Admission folded = null;
        for (Middleware each : middleware) {
            Admission next = each.admission(place);
            if (next != null) {
                folded = folded == null ? next : folded.then(next);
            }
        }
        return folded;
    }
}
