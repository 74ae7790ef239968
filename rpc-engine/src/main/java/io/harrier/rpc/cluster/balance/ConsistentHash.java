package io.harrier.rpc.cluster.balance;

import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.concurrent.StableHash;
import java.util.List;

/**
 * Calls with the same key go to the same host, from whatever process. Each key has an order of its
 * own of all hosts, and takes the first that is not avoided: when a host is away its keys are
 * spread over all others and no other key moves, and when it comes back they return one by one.
 * Source: Thaler and Ravishankar's rendezvous hashing, with weights.
 */
public final class ConsistentHash implements Balancer {
    @Override
    public Picker over(List<? extends Host<?>> hosts) {
        boolean even = hosts.stream().mapToDouble(Host::weight).distinct().count() == 1;
        return new Order(hosts.toArray(new Host<?>[0]), even);
    }

    private record Order(Host<?>[] hosts, boolean even) implements Picker {
        @Override
        public int pick(long key) {
            int first = -1;
            for (int i = 0; i < hosts.length; i++) {
                if ((first < 0 || isBefore(hosts[i], hosts[first], key)) && isUsed(hosts[i], key)) {
                    first = i;
                }
            }
            return first;
        }

        /** By weight, logarithms are compared; without, what they would be of. */
        private boolean isBefore(Host<?> one, Host<?> other, long key) {
            return even
                    ? Long.compareUnsigned(one.rank(key), other.rank(key)) > 0
                    : one.score(key) > other.score(key);
        }

        /** A host that comes back gets more of its keys as time goes on, always the same first. */
        private static boolean isUsed(Host<?> host, long key) {
            double share = host.share();
            return share >= 1
                    || share > 0 && StableHash.fraction(StableHash.mix(host.rank(key))) < share;
        }
    }
}
