package io.harrier.rpc.trace;

/**
 * Sampling rates as thresholds on a trace id's last 56 bits, which are random: a call is sampled if
 * they are not below the threshold. Whoever knows the id and the rate decides alike.
 *
 * <p>Source: W3C Trace Context level 2, random trace id flag; OpenTelemetry's consistent
 * probability sampling.
 */
final class Rates {
    private static final int BITS = 56;
    private static final long RANDOM = (1L << BITS) - 1;

    /** Above all ids. */
    static final long NEVER = 1L << BITS;

    private Rates() {}

    /**
     * @param rate from 0, never, to 1, always
     */
    static long threshold(double rate) {
        return NEVER - Math.round(require("rate", rate) * NEVER);
    }

    static boolean isSampled(long traceLo, long threshold) {
        return (traceLo & RANDOM) >= threshold;
    }

    static double require(String what, double rate) {
        if (rate >= 0 && rate <= 1) {
            return rate;
        }
        throw new IllegalArgumentException(
                what + ": " + rate + " (expected: 0 to 1, such as 0.001 for one call in thousand)");
    }
}
