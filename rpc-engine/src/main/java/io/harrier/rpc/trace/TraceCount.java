package io.harrier.rpc.trace;

import java.util.Locale;

/** What tracing counts of itself. Calls that were not sampled are the rest of all calls. */
public enum TraceCount {
    /** Roots sampled by the rate of their method. */
    SAMPLED_BY_RATE,
    /** Roots sampled as the first of their second. */
    SAMPLED_BY_TRICKLE,
    /** Calls sampled because their parent was. */
    SAMPLED_BY_PARENT,
    /** Calls kept because they failed or were slow. */
    KEPT_AT_END,
    /** Calls that failed or were slow, and were over the budget. */
    OVER_BUDGET,
    /** Records for which there was no place. */
    DROPPED,
    /** Records that the exporter has taken. */
    EXPORTED,
    /** Records that the exporter could not take. */
    EXPORT_FAILED;

    /** Its name in meters, such as {@code sampled-by-rate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
