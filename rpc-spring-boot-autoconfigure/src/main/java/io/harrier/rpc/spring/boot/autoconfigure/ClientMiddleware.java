package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.resilience.Breaker;
import io.harrier.rpc.resilience.BreakerPolicy;
import io.harrier.rpc.resilience.CallLog;
import io.harrier.rpc.resilience.Retry;
import io.harrier.rpc.resilience.RetryPolicy;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.CircuitBreaker;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.RetryCalls;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** The built-in middleware that a client's keys ask for. What they do not ask for is not made. */
final class ClientMiddleware {
    private static final String LOG = "log";
    private static final String RETRY = "retry";
    private static final String CIRCUIT_BREAKER = "circuit-breaker";

    static final List<String> NAMES = List.of(LOG, RETRY, CIRCUIT_BREAKER);

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
            UnaryOperator<String> keys,
            MiddlewareSelection selection) {
        for (String name : selection.of(NAMES)) {
            if (isAskedFor(name, told, key)) {
                client.middleware(name, make(name, told, key, keys));
            }
        }
    }

    private static boolean isAskedFor(String name, RpcClientProperties told, KeyInUse key) {
        return switch (name) {
            case LOG -> Boolean.TRUE.equals(told.getLogCalls());
            case RETRY -> retry(told.getRetry(), key).maxAttempts() > 1;
            default -> Boolean.TRUE.equals(told.getCircuitBreaker().getEnabled());
        };
    }

    /**
     * Makes one, with the settings of the keys.
     *
     * @param name one of {@link #NAMES}
     * @param keys the key in full from its end
     * @throws IllegalArgumentException if a value makes no sense; {@code key} knows which
     */
    static Middleware make(
            String name, RpcClientProperties told, KeyInUse key, UnaryOperator<String> keys) {
        return switch (name) {
            case LOG -> new CallLog();
            case RETRY -> new Retry(retry(told.getRetry(), key));
            case CIRCUIT_BREAKER -> circuitBreaker(told.getCircuitBreaker(), key, keys);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Why it would do nothing; null if it would not. */
    static @Nullable String idle(String name, RpcClientProperties told) {
        return name.equals(RETRY) && !isAskedFor(name, told, new KeyInUse())
                ? "calls have one attempt (expected: retry.max-attempts of the client above 1)"
                : null;
    }

    private static Middleware circuitBreaker(
            CircuitBreaker told, KeyInUse key, UnaryOperator<String> keys) {
        if (!ClassUtils.isPresent(BREAKER, null)) {
            throw ClientFailures.missingBreaker(keys.apply("circuit-breaker.enabled"));
        }
        return new Breaker(breaker(told, key));
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
