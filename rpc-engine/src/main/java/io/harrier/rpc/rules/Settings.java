package io.harrier.rpc.rules;

import io.harrier.rpc.resilience.BreakerPolicy;
import io.harrier.rpc.resilience.ConcurrencyPolicy;
import io.harrier.rpc.resilience.RateLimits;
import io.harrier.rpc.resilience.RetryPolicy;
import java.time.Duration;
import java.util.Map;

/** What rules set of one method, and what it makes of what is configured. */
record Settings(Map<Setting, Object> values) {
    boolean has(Setting setting) {
        return values.containsKey(setting);
    }

    boolean sets(String group) {
        return values.keySet().stream().anyMatch(setting -> setting.group().equals(group));
    }

    /** 0 if there is none. */
    long timeoutNanos() {
        return duration(Setting.TIMEOUT, Duration.ZERO).toNanos();
    }

    /** Levels may say of the two delays what does not go together: then the first counts. */
    RetryPolicy retry(RetryPolicy base) {
        Duration delay = duration(Setting.RETRY_DELAY, base.delay());
        Duration longest = duration(Setting.RETRY_MAX_DELAY, base.maxDelay());
        int percent = whole(Setting.RETRY_BUDGET_PERCENT, -1);
        return new RetryPolicy(
                whole(Setting.RETRY_ATTEMPTS, base.maxAttempts()),
                delay,
                longest.compareTo(delay) < 0 ? delay : longest,
                percent < 0 ? base.budgetRatio() : percent / 100.0,
                number(Setting.RETRY_BUDGET_PER_SECOND, base.budgetPerSecond()));
    }

    boolean setsBudget() {
        return has(Setting.RETRY_BUDGET_PERCENT) || has(Setting.RETRY_BUDGET_PER_SECOND);
    }

    boolean hasBreaker() {
        return !Boolean.FALSE.equals(values.get(Setting.BREAKER_ENABLED));
    }

    BreakerPolicy breaker(BreakerPolicy base) {
        return new BreakerPolicy(
                whole(Setting.BREAKER_FAILURE_PERCENT, base.failurePercent()),
                whole(Setting.BREAKER_MIN_CALLS, base.minCalls()),
                duration(Setting.BREAKER_WINDOW, base.window()),
                duration(Setting.BREAKER_OPEN_FOR, base.openFor()),
                whole(Setting.BREAKER_PROBES, base.probes()));
    }

    RateLimits rates(Duration burst) {
        return RateLimits.NONE
                .withMethod(number(Setting.LIMIT_RATE, 0))
                .withCaller(number(Setting.LIMIT_RATE_PER_CALLER, 0))
                .withBurst(duration(Setting.LIMIT_BURST, burst));
    }

    /** Calls at once; 0 for as many as come. */
    int concurrency() {
        return whole(Setting.LIMIT_CONCURRENCY, 0);
    }

    ConcurrencyPolicy concurrencyPolicy() {
        int calls = concurrency();
        return new ConcurrencyPolicy(calls, calls, calls);
    }

    private Duration duration(Setting setting, Duration otherwise) {
        return values.get(setting) instanceof Duration told ? told : otherwise;
    }

    private int whole(Setting setting, int otherwise) {
        return values.get(setting) instanceof Integer told ? told : otherwise;
    }

    private double number(Setting setting, double otherwise) {
        return values.get(setting) instanceof Number told ? told.doubleValue() : otherwise;
    }
}
