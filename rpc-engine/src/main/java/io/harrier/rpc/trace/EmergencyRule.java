package io.harrier.rpc.trace;

/**
 * A rate that stands for all others, for a time: somebody looks for a fault, or tracing has to
 * stop. It decides where a trace begins: a call that has a parent follows the parent's decision.
 *
 * @param service empty for all
 * @param method empty for all of the service
 * @param rate from 0, nothing at all, to 1, every call
 * @param untilNanos when it ends, in the engine's ticker
 */
public record EmergencyRule(String service, String method, double rate, long untilNanos) {

    /**
     * @throws IllegalArgumentException if the rate is not from 0 to 1
     */
    public EmergencyRule {
        Rates.require("rate of an emergency rule", rate);
    }

    boolean isFor(TracedMethod traced, long nowNanos) {
        return untilNanos - nowNanos > 0
                && (service.isEmpty() || service.equals(traced.service()))
                && (method.isEmpty() || method.equals(traced.method()));
    }
}
