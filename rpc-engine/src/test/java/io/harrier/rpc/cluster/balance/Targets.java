package io.harrier.rpc.cluster.balance;

import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.cluster.HostSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Hosts under one balancer, with a clock that a test moves. */
final class Targets {
    private final Random random = new Random(1);
    private long now;
    final HostSet<String> hosts;

    /**
     * @param weights by name, in order
     */
    Targets(Balancer balancer, Map<String, Double> weights) {
        hosts =
                new HostSet<>(
                        "target",
                        HostAddress::host,
                        gone -> {},
                        balancer,
                        () -> now,
                        random::nextLong);
        set(weights);
    }

    void set(Map<String, Double> weights) {
        hosts.onHosts(
                weights.entrySet().stream()
                        .map(each -> new HostAddress(each.getKey(), 1, each.getValue()))
                        .toList());
    }

    Host<String> host(String name) {
        return hosts.hosts().stream()
                .filter(host -> host.value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How often each is picked for so many keys. */
    Map<String, Integer> picks(int calls) {
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < calls; i++) {
            picks.merge(pick(random.nextLong()), 1, Integer::sum);
        }
        return picks;
    }

    String pick(long key) {
        return hosts.pick(key).value();
    }

    void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
