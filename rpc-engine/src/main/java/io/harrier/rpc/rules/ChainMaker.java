package io.harrier.rpc.rules;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.resilience.ConcurrencyLimit;
import io.harrier.rpc.resilience.RateLimit;
import io.harrier.rpc.resilience.RateLimits;
import io.harrier.rpc.resilience.Retry;
import io.harrier.rpc.resilience.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the middleware of one method's chain of what is configured and what rules set. A setting
 * that no rule has stays as it is configured.
 */
final class ChainMaker {
    private final RuledMethod method;
    private final Keeper keeper;
    private final List<Middleware> configured;

    /** What is left of these. */
    private final List<Middleware> listed;

    /** Stand before listed ones of the same order. */
    private final List<Middleware> own = new ArrayList<>();

    /** Has what a policy has counted: see {@link RuledMethod#keep}. */
    interface Keeper {
        Middleware keep(Object what, Supplier<Middleware> maker);
    }

    ChainMaker(RuledMethod method, List<Middleware> listed, Keeper keeper) {
        this.method = method;
        this.keeper = keeper;
        configured = listed;
        this.listed = new ArrayList<>(listed);
    }

    List<Middleware> chain() {
        own.addAll(listed);
        own.sort(Comparator.comparingInt(Middleware::order));
        return own;
    }

    void set(Settings settings) {
        if (method.isServer()) {
            setLimits(settings);
        } else {
            setRetry(settings);
            setBreaker(settings);
        }
    }

    /**
     * Adds what counts what a rule would do.
     *
     * @param settings as if the rule held
     */
    void dryRun(Rule rule, Settings settings, DryRunTally tally) {
        DryRun dry = new DryRun(rule, tally, this);
        if (method.isServer()) {
            dry.limits(settings);
        } else {
            dry.calls(settings);
        }
    }

    /**
     * @param what the policy, and what is done by it: where it stays, so does what has counted
     */
    void add(Object what, Supplier<Middleware> maker) {
        own.add(keeper.keep(what, maker));
    }

    /** Takes out what is configured. */
    void remove(Class<? extends Middleware> type) {
        listed.removeIf(type::isInstance);
    }

    /** One with a budget of its own if rules set one; else it spends that of the client. */
    Retry retry(Settings settings) {
        RetryPolicy policy = retryPolicy(settings);
        return settings.setsBudget() ? baseRetry().with(policy) : baseRetry().sharing(policy);
    }

    /** One that spends nobody's budget. */
    Retry dryRetry(Settings settings) {
        return baseRetry().with(retryPolicy(settings));
    }

    RetryPolicy retryPolicy(Settings settings) {
        return settings.retry(baseRetry().policy());
    }

    private Retry baseRetry() {
        Retry base = first(Retry.class);
        return base == null ? method.commonRetry() : base;
    }

    Ticker ticker() {
        return method.ticker();
    }

    Middleware rates(Settings settings) {
        return new RateLimit(settings.rates(burst()), method.ticker());
    }

    Middleware concurrency(Settings settings) {
        return new ConcurrencyLimit(settings.concurrencyPolicy(), method.ticker());
    }

    private void setRetry(Settings settings) {
        if (settings.sets("retry")) {
            add(retryPolicy(settings), () -> retry(settings));
            remove(Retry.class);
        }
    }

    private void setBreaker(Settings settings) {
        if (settings.sets("circuitBreaker")) {
            RuledBreaker.set(settings, this);
        }
    }

    private void setLimits(Settings settings) {
        if (settings.has(Setting.LIMIT_RATE)) {
            listed.replaceAll(
                    each -> each instanceof RateLimit limit ? limit.withoutMethodLimit() : each);
        }
        RateLimits rates = settings.rates(burst());
        if (!rates.isUnlimited()) {
            add(rates, () -> rates(settings));
        }
        if (settings.concurrency() > 0) {
            add(settings.concurrencyPolicy(), () -> concurrency(settings));
        }
    }

    Duration burst() {
        RateLimit limit = first(RateLimit.class);
        return limit == null ? RateLimits.NONE.burst() : limit.limits().burst();
    }

    /** The configured one; null if there is none. */
    <M> @Nullable M first(Class<M> type) {
        for (Middleware each : configured) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
