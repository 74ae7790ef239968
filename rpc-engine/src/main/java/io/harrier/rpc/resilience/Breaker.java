package io.harrier.rpc.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.Failures;
import io.harrier.rpc.error.RpcException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops a client's calls of a method that fails too often, and lets a few through after a while.
 * One circuit for each method. Needs {@code io.github.resilience4j:resilience4j-circuitbreaker}.
 *
 * <pre>
 *   failures       overloaded, expired, draining, never sent, connection lost, deadline passed,
 *                  handler failed, unreadable, unknown
 *   successes      values, declared exceptions, biz statuses
 *   not counted    cancelled by the caller
 * </pre>
 */
public final class Breaker implements Middleware {
    private final BreakerPolicy policy;
    private final Ticker ticker;

    /** Kept when chains are made anew; several proxies of a service share them. */
    private final Map<String, CircuitBreaker> circuits = new ConcurrentHashMap<>();

    public Breaker(BreakerPolicy policy) {
        this(policy, Ticker.SYSTEM);
    }

    /**
     * @param ticker the time, for tests
     */
    public Breaker(BreakerPolicy policy, Ticker ticker) {
        this.policy = policy;
        this.ticker = ticker;
        config(); // now: a missing library, or a bad value, is no affair of the first call
    }

    @Override
    public int order() {
        return MiddlewareOrder.CIRCUIT_BREAKER;
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        if (place.isServer()) {
            return next;
        }
        CircuitBreaker circuit = circuit(place);
        RpcException open =
                RpcException.refusal(
                        ErrorKind.CIRCUIT_OPEN,
                        place.name()
                                + ": the circuit is open, as "
                                + policy.failurePercent()
                                + " % of its calls or more failed (tried again within "
                                + policy.openFor().toMillis()
                                + " ms); never sent");
        return call ->
                circuit.tryAcquirePermission()
                        ? invoke(circuit, next, call)
                        : Reply.ofFailure(open);
    }

    public BreakerPolicy policy() {
        return policy;
    }

    /**
     * What finds out which calls would be refused, and refuses none.
     *
     * @param refuses told of each
     */
    public Middleware dryRun(Runnable refuses) {
        return new DryBreaker(this, refuses);
    }

    /** The circuit of a method; made when it is first asked for. */
    CircuitBreaker circuit(Place place) {
        return circuits.computeIfAbsent(place.name(), name -> CircuitBreaker.of(name, config()));
    }

    Reply invoke(CircuitBreaker circuit, Invoker next, Invocation call) {
        long start = ticker.nanos();
        try {
            Reply reply = next.invoke(call);
            reply.whenComplete((value, error) -> tell(circuit, error, ticker.nanos() - start));
            return reply;
        } catch (Throwable e) { // of a middleware further inside: no word of the peer's
            circuit.releasePermission();
            throw e;
        }
    }

    private static void tell(CircuitBreaker circuit, @Nullable Throwable error, long nanos) {
        Throwable cause = error == null ? null : Failures.unwrap(error);
        if (cause instanceof RpcException failure && failure.kind() != ErrorKind.CANCELLED) {
            circuit.onError(nanos, TimeUnit.NANOSECONDS, cause);
        } else if (cause instanceof RpcException || cause instanceof CancellationException) {
            circuit.releasePermission();
        } else {
            circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private CircuitBreakerConfig config() {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(policy.failurePercent())
                .minimumNumberOfCalls(policy.minCalls())
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) policy.window().toSeconds())
                .waitDurationInOpenState(policy.openFor())
                .permittedNumberOfCallsInHalfOpenState(policy.probes())
                .clock(new TickerClock(ticker))
                .currentTimestampFunction(clock -> ticker.nanos(), TimeUnit.NANOSECONDS)
                .writableStackTraceEnabled(false)
                .build();
    }
}
