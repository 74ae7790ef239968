package io.harrier.rpc.client;

import io.harrier.rpc.call.Chain;
import io.harrier.rpc.call.MethodChain;
import io.harrier.rpc.call.MethodRules;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.Failures;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.EventLoops;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls of a client's methods through its chain, and waits for them. For any thread. */
final class Caller {
    /** So that a call's own deadline, which says more, comes first. */
    private static final long SLACK_NANOS = 50_000_000;

    private final RemoteInvoker remote;
    private final MiddlewareList middleware;
    private final Function<Place, MethodRules> rules;
    private final MethodChain unknown;
    private final Ticker ticker;

    Caller(
            RemoteInvoker remote,
            MiddlewareList middleware,
            Function<Place, MethodRules> rules,
            Ticker ticker) {
        this.remote = remote;
        this.middleware = middleware;
        this.rules = rules;
        this.ticker = ticker;
        unknown = chain(Place.ofUnknown(Place.Side.CLIENT));
    }

    /** The chain of a method's calls. */
    MethodChain chain(ServiceSchema service, MethodSchema method) {
        return chain(new Place(Place.Side.CLIENT, service, method));
    }

    private MethodChain chain(Place place) {
        return new MethodChain(middleware, place, remote, rules.apply(place));
    }

    /** The one chain of all methods that are not known before they are called. */
    MethodChain chainOfUnknown() {
        return unknown;
    }

    /**
     * Waits for the value.
     *
     * @throws Throwable what the call ends with
     * @throws IllegalStateException on an event loop, which it would stop
     */
    @Nullable Object await(ClientMethod method, Arguments arguments) throws Throwable {
        if (EventLoops.isLoopThread()) {
            throw new IllegalStateException(
                    "blocking call of "
                            + method.name()
                            + " on event loop "
                            + Thread.currentThread().getName()
                            + " (expected: another thread, or an asynchronous call)");
        }
        CallContext context = here(method);
        Chain chain = enter(method, context);
        ClientCall call = call(method, chain, arguments, context, Thread.currentThread());
        return await(call, invoke(chain, call));
    }

    /** What a call made on this thread belongs to. */
    static CallContext here(ClientMethod method) {
        Tracing tracing = method.tracing();
        CallContext current = CallContext.current();
        return tracing == null ? current : tracing.around(current);
    }

    /** Starts a call that nobody waits for. */
    Reply start(ClientMethod method, Arguments arguments, CallContext context) {
        Chain chain = enter(method, context);
        ClientCall call = call(method, chain, arguments, context, null);
        Reply reply = invoke(chain, call);
        if (reply != call) {
            reply.whenComplete((value, error) -> passOnCancel(reply, call));
        }
        return reply;
    }

    private static Chain enter(ClientMethod method, CallContext context) {
        return method.chain().enter(context.traceLo(), method.caller());
    }

    private ClientCall call(
            ClientMethod method,
            Chain chain,
            Arguments arguments,
            CallContext context,
            @Nullable Thread caller) {
        long nowNanos = ticker.nanos();
        long deadlineNanos = deadline(method, chain, context, nowNanos);
        return new ClientCall(remote, method, arguments, context, nowNanos, deadlineNanos, caller);
    }

    /**
     * The nearest of the caller's own deadline and the call's timeout: the scope's, else the
     * rules', else the method's, else the client's.
     */
    private static long deadline(
            ClientMethod method, Chain chain, CallContext context, long nowNanos) {
        CallScope scope = context.scope();
        long ruled = chain.timeoutNanos();
        long timeout = ruled > 0 ? ruled : method.timeoutNanos();
        if (scope != null && scope.timeoutNanos() > 0) {
            timeout = scope.timeoutNanos();
        }
        long deadline = nowNanos + timeout;
        return context.hasDeadline() && context.deadlineNanos() - deadline < 0
                ? context.deadlineNanos()
                : deadline;
    }

    /** A middleware that throws leaves its call to nobody. */
    private static Reply invoke(Chain chain, ClientCall call) {
        try {
            return chain.complete(call);
        } catch (Throwable e) {
            call.cancel(false);
            if (call.isWaitedFor()) {
                call.settle();
            }
            throw e;
        }
    }

    private static void passOnCancel(Reply reply, ClientCall call) {
        if (reply.isCancelled()) {
            call.cancel(false);
        }
    }

    /** The reply that counts is the chain's; most often it is the call itself. */
    private static @Nullable Object await(ClientCall call, Reply reply) throws Throwable {
        if (call.isWaitedFor()) {
            call.settle();
            if (reply == call) {
                return call.result();
            }
        }
        try {
            return reply.get(call.nanosLeft() + SLACK_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Failures.unwrap(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw call.expired("in the middleware");
        } catch (InterruptedException e) {
            call.cancel(false);
            Thread.currentThread().interrupt();
            throw new RpcException(
                    ErrorKind.CANCELLED, "the caller was interrupted; the call may have run", e);
        }
    }
}
