package io.harrier.rpc.cluster.balance;

import io.harrier.rpc.concurrent.StableHash;
import java.util.Arrays;

/** Takes one of several at random, each as often as its weight says. For any thread. */
final class Draw {
    private static final double[] EVEN = {};

    private final int count;

    /** The weights of all up to this one, in parts of the heaviest: they do not overflow. */
    private final double[] sums;

    private Draw(int count, double[] sums) {
        this.count = count;
        this.sums = sums;
    }

    static Draw of(double[] weights) {
        double heaviest = Arrays.stream(weights).max().orElse(0);
        double lightest = Arrays.stream(weights).min().orElse(0);
        return new Draw(weights.length, heaviest == lightest ? EVEN : sums(weights, heaviest));
    }

    private static double[] sums(double[] weights, double heaviest) {
        double[] sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weights[i] / heaviest;
            sums[i] = sum;
        }
        return sums;
    }

    int any(long random) {
        return sums == EVEN ? even(random, count) : at(random(random, sums[count - 1]));
    }

    /**
     * One of the others.
     *
     * @return {@code not} itself if there are none, or hardly any beside its weight
     */
    int other(long random, int not) {
        return sums == EVEN ? evenOther(random, not) : weightedOther(random, not);
    }

    private int evenOther(long random, int not) {
        int index = even(random, count - 1);
        return index < not || count == 1 ? index : index + 1;
    }

    private int weightedOther(long random, int not) {
        double before = not == 0 ? 0 : sums[not - 1];
        double own = sums[not] - before;
        double place = random(random, sums[count - 1] - own);
        return at(place < before ? place : place + own);
    }

    private static int even(long random, int below) {
        return (int) ((random >>> 32) * below >>> 32);
    }

    private static double random(long random, double below) {
        return StableHash.fraction(random) * below;
    }

    /** The first whose sum is greater. */
    private int at(double place) {
        int found = Arrays.binarySearch(sums, place);
        return Math.min(found < 0 ? ~found : found + 1, count - 1);
    }
}
