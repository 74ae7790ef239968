package io.harrier.rpc.resilience;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.Failures;
import io.harrier.rpc.error.RpcException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line a call, without anything of its payload: not the arguments, not the value, not the
 * text of an error, which may quote them. To the logger {@code io.harrier.rpc.calls}, failures of
 * the engine as warnings.
 *
 * <pre>{@code
 * server Users/find from shop (10.0.0.7:51234): ok, 1250 us
 * }</pre>
 *
 * <p>Calls that a server refuses before their arguments are read are not in its log.
 */
public final class CallLog implements Middleware {
    private static final int MAX_NAME = 100;

    private final Logger log;
    private final Ticker ticker;

    public CallLog() {
        this(LoggerFactory.getLogger("io.harrier.rpc.calls"), Ticker.SYSTEM);
    }

    CallLog(Logger log, Ticker ticker) {
        this.log = log;
        this.ticker = ticker;
    }

    @Override
    public int order() {
        return MiddlewareOrder.LOGGING;
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        return call -> {
            long start = ticker.nanos();
            Reply reply;
            try {
                reply = next.invoke(call);
            } catch (Throwable e) {
                write(place, call, e, ticker.nanos() - start);
                throw e;
            }
            reply.whenComplete((value, error) -> write(place, call, error, ticker.nanos() - start));
            return reply;
        };
    }

    private void write(Place place, Invocation call, @Nullable Throwable error, long nanos) {
        String what = place.isServer() ? "server" : "client";
        String name = safe(call.service().name()) + '/' + safe(call.method().name());
        String from = place.isServer() ? from(call) : "";
        String end = end(error);
        if (isFailure(error)) {
            log.warn("{} {}{}: {}, {} us", what, name, from, end, nanos / 1_000);
        } else {
            log.info("{} {}{}: {}, {} us", what, name, from, end, nanos / 1_000);
        }
    }

    private static String from(Invocation call) {
        String caller = call.context().caller();
        return " from "
                + (caller.isEmpty() ? "?" : safe(caller))
                + " ("
                + safe(call.context().remoteAddress())
                + ')';
    }

    private static String end(@Nullable Throwable error) {
        Throwable cause = error == null ? null : Failures.unwrap(error);
        if (cause == null) {
            return "ok";
        }
        if (cause instanceof RpcException known) {
            return known.kind().word();
        }
        return cause instanceof BizStatusException biz
                ? "biz status " + biz.status()
                : cause.getClass().getSimpleName();
    }

    /** Answers of the business are none. */
    private static boolean isFailure(@Nullable Throwable error) {
        return error != null && Failures.unwrap(error) instanceof RpcException;
    }

    /** What a peer says must not look like a line of ours. */
    private static String safe(String told) {
        String cut = told.length() <= MAX_NAME ? told : told.substring(0, MAX_NAME) + "...";
        return cut.chars().noneMatch(CallLog::isControl)
                ? cut
                : cut.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }
}
