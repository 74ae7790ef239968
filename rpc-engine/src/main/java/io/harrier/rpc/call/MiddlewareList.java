package io.harrier.rpc.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middleware of one client or server, by name, the outermost first. For any thread.
 *
 * <p>A change holds for the calls that begin after it; those in progress keep the chain they began
 * with. What was taken out and is an {@link AutoCloseable} is closed behind the last of them.
 */
public final class MiddlewareList implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MiddlewareList.class);

    /** One middleware under its name. */
    record Entry(String name, Middleware middleware) {
        int order() {
            return middleware.order();
        }
    }

    /** Equal ones stay in the order in which they were added. */
    private static final Comparator<Entry> BY_ORDER = Comparator.comparingInt(Entry::order);

    private volatile Layers current = new Layers(List.of());

    /** In how many layers, not yet left by their last call, each closeable stands. */
    private final Map<AutoCloseable, Integer> uses = new IdentityHashMap<>();

    /** The names, the outermost first. */
    public List<String> names() {
        return current.entries().stream().map(Entry::name).toList();
    }

    /**
     * Adds one inside those of the same or a lower {@link Middleware#order}.
     *
     * @throws IllegalArgumentException if there is one of this name
     */
    public void add(String name, Middleware added) {
        change(
                entries -> {
                    if (indexOf(name, entries) >= 0) {
                        throw new IllegalArgumentException(
                                "middleware "
                                        + name
                                        + " (expected: a name that is not among "
                                        + names()
                                        + "; or replace it)");
                    }
                    entries.add(new Entry(name, added));
                    entries.sort(BY_ORDER);
                });
    }

    /** The same under a name that is made of its class. */
    public void add(Middleware added) {
        change(
                entries -> {
                    entries.add(new Entry(freeName(added, entries), added));
                    entries.sort(BY_ORDER);
                });
    }

    /**
     * Puts another one in the place of one.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public void replace(String name, Middleware other) {
        change(
                entries -> {
                    entries.set(require(name, entries), new Entry(name, other));
                    entries.sort(BY_ORDER);
                });
    }

    /**
     * @throws IllegalArgumentException if there is none of this name
     */
    public void remove(String name) {
        change(entries -> entries.remove(require(name, entries)));
    }

    /** Takes all out. */
    @Override
    public void close() {
        change(List::clear);
    }

    /** An equal list of its own. */
    public MiddlewareList copy() {
        MiddlewareList copy = new MiddlewareList();
        copy.change(entries -> entries.addAll(current.entries()));
        return copy;
    }

    Layers current() {
        return current;
    }

    @FunctionalInterface
    private interface Change {
        void to(List<Entry> entries);
    }

    /** The user's own code is called without the lock. */
    private void change(Change change) {
        swap(change).retire(this::release);
    }

    private synchronized Layers swap(Change change) {
        Layers before = current;
        List<Entry> entries = new ArrayList<>(before.entries());
        change.to(entries);
        Layers after = new Layers(entries);
        after.closeables().forEach(each -> uses.merge(each, 1, Integer::sum));
        current = after; // before the old ones retire: who finds them retired reads this again
        return before;
    }

    private void release(Layers left) {
        for (AutoCloseable each : left.closeables()) {
            if (isLast(each)) {
                close(each);
            }
        }
    }

    private synchronized boolean isLast(AutoCloseable closeable) {
        return uses.computeIfPresent(closeable, (key, count) -> count == 1 ? null : count - 1)
                == null;
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("cannot close middleware {}", closeable, e);
        }
    }

    private static String freeName(Middleware added, List<Entry> entries) {
        Class<?> type = added.getClass();
        String stem =
                type.isHidden() || type.isAnonymousClass() || type.isSynthetic()
                        ? "middleware"
                        : type.getSimpleName();
        String name = stem;
        for (int i = 2; indexOf(name, entries) >= 0; i++) {
            name = stem + '-' + i;
        }
        return name;
    }

    private int require(String name, List<Entry> entries) {
        int at = indexOf(name, entries);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "middleware " + name + " (expected: one of " + names() + ')');
        }
        return at;
    }

    private static int indexOf(String name, List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
