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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls of a server above a rate, before their arguments are read and safe to retry. The
 * narrowest limit is asked first: what it refuses costs the wider ones nothing.
 */
public final class RateLimit implements Middleware {
    /** Callers have buckets of their own up to this number; others share one. */
    private static final int MAX_CALLERS = 1_000;

    private final RateLimits limits;
    private final Ticker ticker;
    private final Map<String, Gate> methods = new ConcurrentHashMap<>();
    private final Map<String, Gate> services = new ConcurrentHashMap<>();
    private final Map<String, Gate> callers = new ConcurrentHashMap<>();
    private final @Nullable Gate server;
    private final Gate otherCallers;

    /** One bucket, and what it says when it is empty. */
    private record Gate(TokenBucket bucket, RpcException refusal) {
        void pass(long now) {
            if (!bucket.tryTake(now)) {
                throw refusal;
            }
        }
    }

    public RateLimit(RateLimits limits) {
        this(limits, Ticker.SYSTEM);
    }

    /**
     * @param ticker the time, for tests
     */
    public RateLimit(RateLimits limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
        server = limits.server() == 0 ? null : gate(limits.server(), "the server");
        otherCallers = gate(limits.caller() == 0 ? 1 : limits.caller(), "other callers");
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        return next;
    }

    @Override
    public int order() {
        return MiddlewareOrder.RATE_LIMIT;
    }

    public RateLimits limits() {
        return limits;
    }

    /** The same limits and what they have counted, but for that of each method. */
    public Middleware withoutMethodLimit() {
        return new Others(this);
    }

    private record Others(RateLimit all) implements Middleware {
        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public int order() {
            return all.order();
        }

        @Override
        public @Nullable Admission admission(Place place) {
            return all.admission(place, false);
        }
    }

    @Override
    public @Nullable Admission admission(Place place) {
        return admission(place, true);
    }

    private @Nullable Admission admission(Place place, boolean ofMethodToo) {
        if (!place.isServer() || limits.isUnlimited()) {
            return null;
        }
        Gate[] gates = gates(place, ofMethodToo);
        boolean perCaller = limits.caller() > 0;
        return call -> {
            long now = ticker.nanos();
            if (perCaller) {
                callerGate(call.caller()).pass(now);
            }
            for (Gate each : gates) {
                each.pass(now);
            }
            return Permit.NONE;
        };
    }

    private Gate[] gates(Place place, boolean ofMethodToo) {
        List<Gate> gates = new ArrayList<>();
        if (ofMethodToo && limits.method() > 0) {
            String name = place.name();
            gates.add(methods.computeIfAbsent(name, key -> gate(limits.method(), key)));
        }
        if (limits.service() > 0) {
            String name = place.service().name();
            gates.add(services.computeIfAbsent(name, key -> gate(limits.service(), key)));
        }
        if (server != null) {
            gates.add(server);
        }
        return gates.toArray(new Gate[0]);
    }

    private Gate callerGate(String caller) {
        Gate known = callers.get(caller);
        if (known != null) {
            return known;
        }
        return callers.size() >= MAX_CALLERS
                ? otherCallers
                : callers.computeIfAbsent(
                        caller, key -> gate(limits.caller(), "caller '" + key + '\''));
    }

    private Gate gate(double perSecond, String what) {
        TokenBucket bucket = new TokenBucket(perSecond, limits.burst().toNanos(), ticker.nanos());
        return new Gate(
                bucket,
                RpcException.refusal(
                        ErrorKind.OVERLOADED,
                        "over the rate limit of "
                                + what
                                + " (expected: at most "
                                + (perSecond == Math.rint(perSecond)
                                        ? Long.toString((long) perSecond)
                                        : Double.toString(perSecond))
                                + " calls a second); safe to retry"));
    }
}
