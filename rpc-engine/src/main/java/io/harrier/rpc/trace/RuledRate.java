package io.harrier.rpc.trace;

/**
 * What rules say of the sampling of one method's calls.
 *
 * @param rate from 0 to 1
 * @param isEmergency whether it stands for all others, as an {@link EmergencyRule} does; else it
 *     stands for the base rate
 * @param untilNanos when it ends, in the ticker of {@link Tracing#nanos()}
 */
public record RuledRate(double rate, boolean isEmergency, long untilNanos) {
    /** {@link #untilNanos} of a rate that does not end. */
    public static final long FOREVER = Long.MAX_VALUE;

    /**
     * @throws IllegalArgumentException if the rate is not from 0 to 1
     */
    public RuledRate {
        Rates.require("ruled rate", rate);
    }

    boolean holds(boolean asEmergency, long nowNanos) {
        return isEmergency == asEmergency && (untilNanos == FOREVER || untilNanos - nowNanos > 0);
    }
}
