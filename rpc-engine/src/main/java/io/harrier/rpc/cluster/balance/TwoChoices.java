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
        Host<?>[] all = hosts.toArray(new Host<?>[0]);
        return new Choice(all, Draw.of(hosts.stream().mapToDouble(Host::weight).toArray()));
    }

    private record Choice(Host<?>[] hosts, Draw draw) implements Picker {
        @Override
        public int pick(long key) {
            int sampled = sample(key, -1);
            int one = sampled < 0 ? oneOfTheRest(key) : sampled; // most are avoided
            int other = one < 0 ? one : sample(~key, one);
            return other < 0 || load(one) <= load(other) ? one : other;
        }

        /**
         * A host at random, by its weight and share; -1 if none was found soon.
         *
         * @param not another one than this
         */
        private int sample(long random, int not) {
            for (int i = 1; i <= TRIES; i++) {
                long bits = StableHash.mix(random + i * STEP);
                int index = not < 0 ? draw.any(bits) : draw.other(bits, not);
                if (index != not && isTaken(hosts[index], bits)) {
                    return index;
                }
            }
            return -1;
        }

        private static boolean isTaken(Host<?> host, long bits) {
            double share = host.share();
            return share >= 1 || StableHash.fraction(StableHash.mix(bits)) < share;
        }

        /** The same by looking at each of them; -1 if all are avoided. */
        private int oneOfTheRest(long random) {
            double sum = 0;
            for (Host<?> host : hosts) {
                sum += part(host);
            }
            double left = StableHash.fraction(random) * sum;
            int found = -1;
            for (int i = 0; i < hosts.length && left >= 0; i++) {
                double part = part(hosts[i]);
                found = part > 0 ? i : found;
                left -= part;
            }
            return found;
        }

        private static double part(Host<?> host) {
            return host.weight() * host.share();
        }

        private double load(int index) {
            return hosts[index].inFlight() / part(hosts[index]);
        }
    }
}
