package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.resilience.Breaker;
import io.harrier.rpc.resilience.BreakerPolicy;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.CircuitBreaker;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.util.ClassUtils;

/** The circuit breaker as a client's keys say: of the client, and of methods over that. */
final class ClientBreaker {
    private static final String LIBRARY = "io.github.resilience4j.circuitbreaker.CircuitBreaker";
    private static final String PREFIX = "circuit-breaker.";

    private ClientBreaker() {}

    static boolean isAskedFor(RpcClientProperties told) {
        return isOn(told.getCircuitBreaker(), false)
                || told.getMethod().values().stream()
                        .anyMatch(method -> isOn(method.getCircuitBreaker(), false));
    }

    private static boolean isOn(CircuitBreaker told, boolean inherited) {
        return told.getEnabled() == null ? inherited : told.getEnabled();
    }

    /**
     * @param keys the key in full from its end
     */
    static Middleware make(RpcClientProperties told, KeyInUse key, UnaryOperator<String> keys) {
        if (!ClassUtils.isPresent(LIBRARY, null)) {
            throw ClientFailures.missingBreaker(keys.apply(askedBy(told)));
        }
        CircuitBreaker client = told.getCircuitBreaker();
        boolean isOn = isOn(client, false);
        BreakerPolicy policy = refine(BreakerPolicy.DEFAULT, client, PREFIX, key);
        Map<String, Middleware> byMethod = new HashMap<>();
        told.getMethod()
                .forEach(
                        (name, method) -> {
                            CircuitBreaker own = method.getCircuitBreaker();
                            if (own.isTold()) {
                                String prefix = "method." + name + '.' + PREFIX;
                                BreakerPolicy refined = refine(policy, own, prefix, key);
                                byMethod.put(name, breaker(isOn(own, isOn), refined));
                            }
                        });
        return MiddlewareByMethod.of(
                MiddlewareOrder.CIRCUIT_BREAKER, breaker(isOn, policy), byMethod);
    }

    private static Middleware breaker(boolean isOn, BreakerPolicy policy) {
        return isOn ? new Breaker(policy) : MiddlewareByMethod.NOTHING;
    }

    private static String askedBy(RpcClientProperties told) {
        if (isOn(told.getCircuitBreaker(), false)) {
            return PREFIX + "enabled";
        }
        return told.getMethod().entrySet().stream()
                .filter(each -> isOn(each.getValue().getCircuitBreaker(), false))
                .map(each -> "method." + each.getKey() + '.' + PREFIX + "enabled")
                .findFirst()
                .orElse(PREFIX + "enabled");
    }

    private static BreakerPolicy refine(
            BreakerPolicy common, CircuitBreaker told, String prefix, KeyInUse key) {
        BreakerPolicy policy = common;
        if (told.getFailurePercent() != null) {
            policy =
                    policy.withFailurePercent(
                            key.at(prefix + "failure-percent", told.getFailurePercent()));
        }
        if (told.getMinCalls() != null) {
            policy = policy.withMinCalls(key.at(prefix + "min-calls", told.getMinCalls()));
        }
        if (told.getWindow() != null) {
            policy = policy.withWindow(key.at(prefix + "window", told.getWindow()));
        }
        if (told.getOpenFor() != null) {
            policy = policy.withOpenFor(key.at(prefix + "open-for", told.getOpenFor()));
        }
        if (told.getProbes() != null) {
            policy = policy.withProbes(key.at(prefix + "probes", told.getProbes()));
        }
        return policy;
    }
}
