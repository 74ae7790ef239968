package io.harrier.rpc.resilience;

import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.call.Permit;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.resilience.AdaptiveLimit.Typical;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a server's calls when those inside begin to queue, before their arguments are read and
 * safe to retry. How many may be inside it finds by itself, if its policy lets it choose.
 */
public final class ConcurrencyLimit implements Middleware {
    private static final RpcException QUEUE =
            RpcException.refusal(
                    ErrorKind.OVERLOADED,
                    "calls begin to queue (expected: fewer at once); safe to retry");

    private final Ticker ticker;
    private final AdaptiveLimit limit;
    private final RpcException refusal;

    /** Kept when chains are made anew. */
    private final Map<String, Typical> methods = new ConcurrentHashMap<>();

    public ConcurrencyLimit(ConcurrencyPolicy policy) {
        this(policy, Ticker.SYSTEM);
    }

    /**
     * @param ticker the time, for tests
     */
    public ConcurrencyLimit(ConcurrencyPolicy policy, Ticker ticker) {
        this.ticker = ticker;
        refusal = policy.min() == policy.max() ? full(policy.max()) : QUEUE;
        limit = new AdaptiveLimit(policy, ticker.nanos());
    }

    /** Calls that may be inside now. */
    public int limit() {
        return limit.limit();
    }

    @Override
    public int order() {
        return MiddlewareOrder.CONCURRENCY_LIMIT;
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        return next;
    }

    @Override
    public @Nullable Admission admission(Place place) {
        if (!place.isServer()) {
            return null;
        }
        Typical typical = methods.computeIfAbsent(place.name(), name -> new Typical());
        return call -> {
            if (!limit.enter()) {
                throw refusal;
            }
            return permit(typical);
        };
    }

    private static RpcException full(int calls) {
        return RpcException.refusal(
                ErrorKind.OVERLOADED,
                calls + " calls are inside (expected: fewer at once); safe to retry");
    }

    private Permit permit(Typical typical) {
        boolean probe = limit.isProbing();
        long start = ticker.nanos();
        return () -> {
            long now = ticker.nanos();
            limit.leave(typical, now - start, probe, now);
        };
    }
}
