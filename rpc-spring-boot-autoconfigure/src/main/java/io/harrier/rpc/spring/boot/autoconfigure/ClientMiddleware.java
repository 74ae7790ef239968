package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.resilience.Breaker;
import io.harrier.rpc.resilience.BreakerPolicy;
import io.harrier.rpc.resilience.CallLog;
import io.harrier.rpc.resilience.Retry;
import io.harrier.rpc.resilience.RetryPolicy;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.CircuitBreaker;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.RetryCalls;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.springframework.util.ClassUtils;

/** The built-in middleware that a client's keys ask for. What they do not ask for is not made. */
final class ClientMiddleware {
    private static final String BREAKER = "io.github.resilience4j.circuitbreaker.CircuitBreaker";

    private ClientMiddleware() {}

    /**
     * @param keys the key in full from its end
     * @throws IllegalArgumentException if a value makes no sense; {@code key} knows which
     */
    static void addTo(
            RpcClientBuilder client,
            RpcClientProperties told,
            KeyInUse key,
            UnaryOperator<String> keys) {
        if (Boolean.TRUE.equals(told.getLogCalls())) {
            client.middleware("log", new CallLog());
        }
        RetryPolicy retry = retry(told.getRetry(), key);
        if (retry.maxAttempts() > 1) {
            client.middleware("retry", new Retry(retry));
        }
        if (Boolean.TRUE.equals(told.getCircuitBreaker().getEnabled())) {
            String enabled = keys.apply("circuit-breaker.enabled");
            if (!ClassUtils.isPresent(BREAKER, null)) {
                throw ClientFailures.missingBreaker(enabled);
            }
            client.middleware(
                    "circuit-breaker", new Breaker(breaker(told.getCircuitBreaker(), key)));
        }
    }

    private static RetryPolicy retry(RetryCalls told, KeyInUse key) {
        RetryPolicy policy = RetryPolicy.DEFAULT.withMaxAttempts(1);
        if (told.getMaxAttempts() != null) {
            policy = policy.withMaxAttempts(key.at("retry.max-attempts", told.getMaxAttempts()));
        }
        if (told.getDelay() != null || told.getMaxDelay() != null) {
            Duration first = told.getDelay() == null ? policy.delay() : told.getDelay();
            Duration longest = told.getMaxDelay() == null ? policy.maxDelay() : told.getMaxDelay();
            key.at(told.getDelay() == null ? "retry.max-delay" : "retry.delay", first);
            policy = policy.withDelay(first, longest);
        }
        if (told.getBudgetPercent() != null) {
            int percent = key.at("retry.budget-percent", told.getBudgetPercent());
            policy = policy.withBudget(percent / 100.0, policy.budgetPerSecond());
        }
        if (told.getBudgetPerSecond() != null) {
            int perSecond = key.at("retry.budget-per-second", told.getBudgetPerSecond());
            policy = policy.withBudget(policy.budgetRatio(), perSecond);
        }
        return policy;
    }

    private static BreakerPolicy breaker(CircuitBreaker told, KeyInUse key) {
        BreakerPolicy policy = BreakerPolicy.DEFAULT;
        if (told.getFailurePercent() != null) {
            policy =
                    policy.withFailurePercent(
                            key.at("circuit-breaker.failure-percent", told.getFailurePercent()));
        }
        if (told.getMinCalls() != null) {
            policy = policy.withMinCalls(key.at("circuit-breaker.min-calls", told.getMinCalls()));
        }
        if (told.getWindow() != null) {
            policy = policy.withWindow(key.at("circuit-breaker.window", told.getWindow()));
        }
        if (told.getOpenFor() != null) {
            policy = policy.withOpenFor(key.at("circuit-breaker.open-for", told.getOpenFor()));
        }
        if (told.getProbes() != null) {
            policy = policy.withProbes(key.at("circuit-breaker.probes", told.getProbes()));
        }
        return policy;
    }
}
