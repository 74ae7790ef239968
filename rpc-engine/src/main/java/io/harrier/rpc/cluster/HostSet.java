package io.harrier.rpc.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of one target. Calls are spread over them at random, past those that could not be
 * reached lately. For any thread.
 *
 * @param <T> what stands for a host
 */
public final class HostSet<T> {
    private final List<Host<T>> hosts = new ArrayList<>();

    /**
     * @throws IllegalArgumentException if there is none
     */
    public HostSet(List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no hosts (expected: one at least)");
        }
        values.forEach(value -> hosts.add(new Host<>(value)));
    }

    /** A host for a new call; one that is avoided only if all are. */
    public Host<T> pick(long nowNanos) {
        int count = hosts.size();
        int first = count == 1 ? 0 : ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < count; i++) {
            Host<T> host = hosts.get((first + i) % count);
            if (!host.isAvoided(nowNanos)) {
                return host;
            }
        }
        return hosts.get(first);
    }

    /**
     * Where a call goes that could not reach this host.
     *
     * @param tried hosts that it has tried
     * @return null if it has tried all
     */
    public @Nullable Host<T> after(Host<T> missed, int tried) {
        return tried >= hosts.size() ? null : hosts.get((hosts.indexOf(missed) + 1) % hosts.size());
    }

    public List<T> values() {
        return hosts.stream().map(Host::value).toList();
    }
}
