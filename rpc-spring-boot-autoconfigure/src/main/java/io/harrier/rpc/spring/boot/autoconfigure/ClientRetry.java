package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.resilience.Retry;
import io.harrier.rpc.resilience.RetryPolicy;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.RetryAttempts;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.RetryCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Retry as a client's keys say: of the client, and of methods over that, out of one budget. */
final class ClientRetry {
    private ClientRetry() {}

    static boolean isAskedFor(RpcClientProperties told, KeyInUse key) {
        RetryPolicy common = common(told.getRetry(), key);
        return common.maxAttempts() > 1
                || policies(told, common, key).values().stream()
                        .anyMatch(policy -> policy.maxAttempts() > 1);
    }

    static Middleware make(RpcClientProperties told, KeyInUse key) {
        RetryPolicy common = common(told.getRetry(), key);
        Retry retry = new Retry(common);
        Map<String, Middleware> byMethod = new HashMap<>();
        policies(told, common, key)
                .forEach((method, policy) -> byMethod.put(method, retry.sharing(policy)));
        return MiddlewareByMethod.of(MiddlewareOrder.RETRY, retry, byMethod);
    }

    private static Map<String, RetryPolicy> policies(
            RpcClientProperties told, RetryPolicy common, KeyInUse key) {
        Map<String, RetryPolicy> policies = new HashMap<>();
        told.getMethod()
                .forEach(
                        (method, each) -> {
                            if (each.getRetry().isTold()) {
                                String prefix = "method." + method + ".retry.";
                                policies.put(method, refine(common, each.getRetry(), prefix, key));
                            }
                        });
        return policies;
    }

    private static RetryPolicy common(RetryCalls told, KeyInUse key) {
        RetryPolicy policy = refine(RetryPolicy.DEFAULT.withMaxAttempts(1), told, "retry.", key);
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

    private static RetryPolicy refine(
            RetryPolicy policy, RetryAttempts told, String prefix, KeyInUse key) {
        RetryPolicy refined = policy;
        if (told.getMaxAttempts() != null) {
            refined =
                    refined.withMaxAttempts(key.at(prefix + "max-attempts", told.getMaxAttempts()));
        }
        if (told.getDelay() != null || told.getMaxDelay() != null) {
            Duration first = told.getDelay() == null ? refined.delay() : told.getDelay();
            Duration longest = told.getMaxDelay() == null ? refined.maxDelay() : told.getMaxDelay();
            key.at(prefix + (told.getDelay() == null ? "max-delay" : "delay"), first);
            refined = refined.withDelay(first, longest);
        }
        return refined;
    }
}
