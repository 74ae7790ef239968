package io.harrier.rpc.cluster.balance;

import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.concurrent.StableHash;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The hosts in turn, those with more weight more often, and spread as evenly as can be: with
 * weights 5, 1, 1 the turns are a a b a c a a. Source: nginx's smooth weighted round robin, played
 * once for the whole round and kept.
 */
public final class WeightedRoundRobin implements Balancer {
    private static final int LONGEST_ROUND = 10_000;
    private static final double STEPS = 100;

    private final IntUnaryOperator random;

    public WeightedRoundRobin() {
        this(below -> ThreadLocalRandom.current().nextInt(below));
    }

    /**
     * @param random a number below the one it is given
     */
    WeightedRoundRobin(IntUnaryOperator random) {
        this.random = random;
    }

    @Override
    public Picker over(List<? extends Host<?>> hosts) {
        int[] round = round(turns(hosts.stream().mapToDouble(Host::weight).toArray()));
        return round.length == 0
                ? key -> -1
                : new Turns(hosts.toArray(new Host<?>[0]), round, firstTurn(round));
    }

    /** At random: clients that start together do not all begin with the same host. */
    private AtomicInteger firstTurn(int[] round) {
        return new AtomicInteger(random.applyAsInt(round.length));
    }

    /** Whole numbers in about the same proportion, small ones; 0 for a weight of 0. */
    static int[] turns(double[] weights) {
        double scale = Math.min(steps(weights), LONGEST_ROUND / Arrays.stream(weights).sum());
        int[] turns =
                Arrays.stream(weights)
                        .mapToInt(
                                weight ->
                                        weight == 0
                                                ? 0
                                                : (int) Math.max(1, Math.round(weight * scale)))
                        .toArray();
        int divisor =
                IntStream.of(turns)
                        .mapToObj(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::gcd)
                        .intValue();
        return divisor < 2 ? turns : IntStream.of(turns).map(each -> each / divisor).toArray();
    }

    /** A power of ten that makes at least ten of the smallest weight: it is rounded well. */
    private static double steps(double[] weights) {
        double least = Arrays.stream(weights).filter(weight -> weight > 0).min().orElse(1);
        return Math.max(STEPS, Math.pow(10, Math.ceil(1 - Math.log10(least))));
    }

    static int[] round(int[] turns) {
        int sum = IntStream.of(turns).sum();
        int[] waited = new int[turns.length];
        int[] round = new int[sum];
        for (int turn = 0; turn < sum; turn++) {
            int longest = 0;
            for (int i = 0; i < turns.length; i++) {
                waited[i] += turns[i];
                longest = waited[i] > waited[longest] ? i : longest;
            }
            waited[longest] -= sum;
            round[turn] = longest;
        }
        return round;
    }

    private record Turns(Host<?>[] hosts, int[] round, AtomicInteger next) implements Picker {
        @Override
        public int pick(long key) {
            long bits = key;
            for (int i = 0; i < round.length; i++) {
                int index = round[Math.floorMod(next.getAndIncrement(), round.length)];
                double share = hosts[index].share();
                if (share >= 1 || StableHash.fraction(bits = StableHash.mix(bits + 1)) < share) {
                    return index;
                }
            }
            return firstUsable();
        }

        private int firstUsable() {
            return IntStream.range(0, hosts.length)
                    .filter(index -> hosts[index].share() > 0)
                    .findFirst()
                    .orElse(-1);
        }
    }
}
