package io.harrier.rpc.rules;

/**
 * What one rule would have done, had it not been dry.
 *
 * @param calls it would have held for
 * @param timedOut calls that took longer than its timeout
 * @param retried failed calls that it would have sent again
 * @param brokenOff calls that found its circuit open
 * @param limited calls that its limits would have refused
 */
public record DryRunCounts(long calls, long timedOut, long retried, long brokenOff, long limited) {}
