package io.harrier.rpc.resilience;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.concurrent.Delay;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * Sends a client's failed call again, if that cannot do harm: the call is known not to have run, or
 * its method may run twice. Within the call's deadline and a budget of all calls together.
 *
 * <pre>
 *   failure                                       sent again
 *   refused or never sent (safe to retry)         yes
 *   connection lost after the write               if the method is idempotent
 *   circuit open, deadline passed, cancelled      no
 *   answered by the handler, in whatever way      no
 * </pre>
 *
 * <p>The wait before the n-th retry is chosen at random between nothing and {@code delay *
 * 2^(n-1)}.
 */
public final class Retry implements Middleware {
    private static final long MIN_ATTEMPT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final Ticker ticker;
    private final Delay delay;
    private final LongUnaryOperator random;

    public Retry(RetryPolicy policy) {
        this(policy, Ticker.SYSTEM);
    }

    /** One whose budget goes by this clock, as deadlines do. */
    public Retry(RetryPolicy policy, Ticker ticker) {
        this(policy, ticker, Delay.SYSTEM, bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    /**
     * @param random a number from zero to below its argument
     */
    Retry(RetryPolicy policy, Ticker ticker, Delay delay, LongUnaryOperator random) {
        this(
                policy,
                new RetryBudget(policy.budgetRatio(), policy.budgetPerSecond(), ticker.nanos()),
                ticker,
                delay,
                random);
    }

    private Retry(
            RetryPolicy policy,
            RetryBudget budget,
            Ticker ticker,
            Delay delay,
            LongUnaryOperator random) {
        this.policy = policy;
        this.budget = budget;
        this.ticker = ticker;
        this.delay = delay;
        this.random = random;
    }

    @Override
    public int order() {
        return MiddlewareOrder.RETRY;
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        if (place.isServer() || policy.maxAttempts() == 1) {
            return next;
        }
        boolean idempotent = place.method().isIdempotent();
        return call -> new RetriedCall(this, next, call, idempotent).start();
    }

    public RetryPolicy policy() {
        return policy;
    }

    /** Another one, with a budget of its own. */
    public Retry with(RetryPolicy other) {
        return new Retry(other, ticker, delay, random);
    }

    /**
     * What finds out which failed calls would be sent again, and sends none.
     *
     * @param retries told of each
     */
    public Middleware dryRun(Runnable retries) {
        return new DryRetry(this, retries);
    }

    void onSuccess() {
        budget.onSuccess();
    }

    /**
     * Whether a call is sent again; then the budget has been charged.
     *
     * @param made attempts so far
     * @param waitNanos before the next
     */
    boolean mayRetry(
            Invocation call, Throwable error, int made, boolean idempotent, long waitNanos) {
        return made < policy.maxAttempts()
                && isHarmless(error, idempotent)
                && call.deadlineNanos() - ticker.nanos() - waitNanos >= MIN_ATTEMPT_NANOS
                && budget.trySpend(ticker.nanos());
    }

    /** One with other attempts and waits, for some methods: both spend the budget of this one. */
    public Retry sharing(RetryPolicy other) {
        return new Retry(other, budget, ticker, delay, random);
    }

    private static boolean isHarmless(Throwable error, boolean idempotent) {
        return error instanceof RpcException failure
                && failure.kind() != ErrorKind.CIRCUIT_OPEN
                && (failure.isSafeToRetry()
                        || idempotent && failure.kind() == ErrorKind.CONNECTION_LOST);
    }

    /**
     * @param made attempts so far
     */
    long waitNanos(int made) {
        long longest =
                Math.min(policy.maxDelay().toNanos(), policy.delay().toNanos() << (made - 1));
        return longest <= 0 ? 0 : random.applyAsLong(longest + 1);
    }

    void later(Runnable task, long nanos) {
        delay.run(task, nanos);
    }
}
