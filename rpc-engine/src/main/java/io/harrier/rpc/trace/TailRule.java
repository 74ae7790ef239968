package io.harrier.rpc.trace;

/**
 * Decides which of the calls that were not sampled are kept for how they ended: failures and slow
 * ones, so many a second. Refused calls come in thousands when there are too many, and tell little:
 * they get a tenth of that. For any thread.
 */
final class TailRule {
    private static final int PART_OF_REFUSED = 10;

    private final Sampler sampler;
    private final TraceCounts counts;
    private final Budget budget;
    private final Budget refused;

    TailRule(Sampler sampler, TraceCounts counts, int keptPerSecond) {
        this.sampler = sampler;
        this.counts = counts;
        budget = new Budget(keptPerSecond);
        refused = new Budget((keptPerSecond + PART_OF_REFUSED - 1) / PART_OF_REFUSED);
    }

    /** Whether to keep a call that ran. */
    boolean keeps(TracedMethod method, boolean isFailure, long nanos, long nowNanos) {
        return (isFailure || sampler.isSlow(method, nanos))
                && !sampler.isSilent(method)
                && counted(budget.tryTake(nowNanos));
    }

    /** Whether to keep a call that was refused before it ran. */
    boolean keepsRefused(TracedMethod method, long nowNanos) {
        return !sampler.isSilent(method)
                && counted(refused.tryTake(nowNanos) && budget.tryTake(nowNanos));
    }

    private boolean counted(boolean kept) {
        counts.add(kept ? TraceCount.KEPT_AT_END : TraceCount.OVER_BUDGET);
        return kept;
    }
}
