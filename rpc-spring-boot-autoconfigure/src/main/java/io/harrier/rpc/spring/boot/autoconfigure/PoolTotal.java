package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.pool.PoolStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A counter of all of a client's pools, which does not fall when a host goes and takes its pool
 * along. What a pool counted after it was last looked at goes with it. For any thread.
 */
final class PoolTotal {
    private final ToLongFunction<PoolStats> counter;
    private Map<String, Long> seen = Map.of();
    private long total;

    PoolTotal(ToLongFunction<PoolStats> counter) {
        this.counter = counter;
    }

    /**
     * The total up to now.
     *
     * @param pools asked by one at a time, so that nobody counts with older ones than the last
     */
    synchronized long with(Supplier<List<PoolStats>> pools) {
        Map<String, Long> now = new HashMap<>();
        for (PoolStats each : pools.get()) {
            long value = counter.applyAsLong(each);
            long before = seen.getOrDefault(each.host(), 0L);
            total += value < before ? value : value - before; // a host that came back has a new one
            now.put(each.host(), value);
        }
        seen = now;
        return total;
    }
}
