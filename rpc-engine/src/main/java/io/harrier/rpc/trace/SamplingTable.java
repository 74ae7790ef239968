package io.harrier.rpc.trace;

/**
 * What is decided by, by method index; replaced as a whole. Immutable.
 *
 * <p>A method that is not in it yet is decided by the base rate.
 */
final class SamplingTable {
    private final long[] thresholds;
    private final long[] slowNanos;
    private final boolean[] silent;
    private final long base;

    /**
     * @param rates of the methods
     * @param slowNanos from when on their calls are slow
     */
    SamplingTable(double[] rates, long[] slowNanos, double baseRate) {
        base = Rates.threshold(baseRate);
        thresholds = new long[rates.length];
        silent = new boolean[rates.length];
        this.slowNanos = slowNanos;
        for (int i = 0; i < rates.length; i++) {
            thresholds[i] = Rates.threshold(rates[i]);
            silent[i] = rates[i] == 0;
        }
    }

    long threshold(int method) {
        return method < thresholds.length ? thresholds[method] : base;
    }

    /** Whether nothing of the method is kept: neither the trickle nor what ends badly. */
    boolean isSilent(int method) {
        return method < silent.length ? silent[method] : base == Rates.NEVER;
    }

    boolean isSlow(int method, long nanos) {
        return method < slowNanos.length && nanos > slowNanos[method];
    }

    /** The part of calls that is sampled. */
    double rate(int method) {
        return (double) (Rates.NEVER - threshold(method)) / Rates.NEVER;
    }
}
