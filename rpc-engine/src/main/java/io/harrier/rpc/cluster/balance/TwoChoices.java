package io.harrier.rpc.cluster.balance;

import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.concurrent.StableHash;
import java.util.List;

/**
 * Of two hosts taken at random, the one with fewer calls in flight for its weight. Hosts that are
 * slow get fewer calls without anybody measuring how slow they are.
 */
public final class TwoChoices implements Balancer {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final int TRIES = 8;

    @Override
    public Picker over(List<? extends Host<?>> hosts) {
        double heaviest = hosts.stream().mapToDouble(Host::weight).max().orElse(1);
        return new Choice(hosts.toArray(new Host<?>[0]), heaviest);
    }

    private record Choice(Host<?>[] hosts, double heaviest) implements Picker {
        @Override
        public int pick(long key) {
            int sampled = sample(key, -1);
            int one = sampled < 0 ? firstUsable(key) : sampled; // most are avoided
            int other = one < 0 ? one : sample(~key, one);
            return other < 0 || load(one) <= load(other) ? one : other;
        }

        /**
         * A host at random, by its weight and share; -1 if none was found soon.
         *
         * @param not another one than this
         */
        private int sample(long random, int not) {
            int others = hosts.length - (not < 0 ? 0 : 1);
            for (int i = 1; i <= TRIES && others > 0; i++) {
                long bits = StableHash.mix(random + i * STEP);
                int index = index(bits, others);
                index += not >= 0 && index >= not ? 1 : 0;
                if (isTaken(hosts[index], bits)) {
                    return index;
                }
            }
            return -1;
        }

        private static int index(long random, int below) {
            return (int) ((random >>> 32) * below >>> 32);
        }

        private boolean isTaken(Host<?> host, long bits) {
            double chance = host.share() * host.weight() / heaviest;
            return chance >= 1 || StableHash.fraction(StableHash.mix(bits)) < chance;
        }

        private int firstUsable(long random) {
            int first = index(random, hosts.length);
            for (int i = 0; i < hosts.length; i++) {
                int index = (first + i) % hosts.length;
                if (hosts[index].share() > 0) {
                    return index;
                }
            }
            return -1;
        }

        private double load(int index) {
            Host<?> host = hosts[index];
            return host.inFlight() / (host.weight() * host.share());
        }
    }
}
