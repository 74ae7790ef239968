package io.harrier.rpc.spring.boot.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an application may say under {@code rpc.client.<name>} of failing calls; what it does not
 * say is null and left to the engine.
 */
final class ClientResilienceProperties {
    private ClientResilienceProperties() {}

    /** Under {@code retry} of a method. */
    static class RetryAttempts {
        private @Nullable Integer maxAttempts;
        private @Nullable Duration delay;
        private @Nullable Duration maxDelay;

        public @Nullable Integer getMaxAttempts() {
            return maxAttempts;
        }

        public void setMaxAttempts(@Nullable Integer maxAttempts) {
            this.maxAttempts = maxAttempts;
        }

        public @Nullable Duration getDelay() {
            return delay;
        }

        public void setDelay(@Nullable Duration delay) {
            this.delay = delay;
        }

        public @Nullable Duration getMaxDelay() {
            return maxDelay;
        }

        public void setMaxDelay(@Nullable Duration maxDelay) {
            this.maxDelay = maxDelay;
        }

        boolean isTold() {
            return maxAttempts != null || delay != null || maxDelay != null;
        }
    }

    /** Under {@code retry} of a client, whose methods share the budget. */
    static final class RetryCalls extends RetryAttempts {
        private @Nullable Integer budgetPercent;
        private @Nullable Integer budgetPerSecond;

        public @Nullable Integer getBudgetPercent() {
            return budgetPercent;
        }

        public void setBudgetPercent(@Nullable Integer budgetPercent) {
            this.budgetPercent = budgetPercent;
        }

        public @Nullable Integer getBudgetPerSecond() {
            return budgetPerSecond;
        }

        public void setBudgetPerSecond(@Nullable Integer budgetPerSecond) {
            this.budgetPerSecond = budgetPerSecond;
        }
    }

    /** Under {@code circuit-breaker}. */
    static final class CircuitBreaker {
        private @Nullable Boolean enabled;
        private @Nullable Integer failurePercent;
        private @Nullable Integer minCalls;
        private @Nullable Duration window;
        private @Nullable Duration openFor;
        private @Nullable Integer probes;

        public @Nullable Boolean getEnabled() {
            return enabled;
        }

        public void setEnabled(@Nullable Boolean enabled) {
            this.enabled = enabled;
        }

        public @Nullable Integer getFailurePercent() {
            return failurePercent;
        }

        public void setFailurePercent(@Nullable Integer failurePercent) {
            this.failurePercent = failurePercent;
        }

        public @Nullable Integer getMinCalls() {
            return minCalls;
        }

        public void setMinCalls(@Nullable Integer minCalls) {
            this.minCalls = minCalls;
        }

        public @Nullable Duration getWindow() {
            return window;
        }

        public void setWindow(@Nullable Duration window) {
            this.window = window;
        }

        public @Nullable Duration getOpenFor() {
            return openFor;
        }

        public void setOpenFor(@Nullable Duration openFor) {
            this.openFor = openFor;
        }

        public @Nullable Integer getProbes() {
            return probes;
        }

        public void setProbes(@Nullable Integer probes) {
            this.probes = probes;
        }

        boolean isTold() {
            return enabled != null
                    || failurePercent != null
                    || minCalls != null
                    || window != null
                    || openFor != null
                    || probes != null;
        }
    }
}
