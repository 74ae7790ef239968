package io.harrier.rpc.server;

import io.harrier.rpc.concurrent.DrainGate;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.Exchange;
import io.harrier.rpc.transport.RequestHandler;
import io.harrier.rpc.transport.ServerConnection;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about each request from its head alone, on the event loop: refuse it, or make it a call
 * and give that a thread. The arguments of a refused request are never read.
 */
final class Dispatcher implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final ServiceTable services;
    private final ReplyWriter replies;
    private final Executor executor;
    private final DrainGate gate;
    private final Ticker ticker;
    private final @Nullable Tracing tracing;
    private final long maxBytes;

    /** Bytes of requests that were received and not read yet, whole or not, or are lent. */
    private final AtomicLong bytes = new AtomicLong();

    Dispatcher(
            ServiceTable services,
            ReplyWriter replies,
            Executor executor,
            DrainGate gate,
            Ticker ticker,
            @Nullable Tracing tracing,
            long maxBytes) {
        this.services = services;
        this.replies = replies;
        this.executor = executor;
        this.gate = gate;
        this.ticker = ticker;
        this.tracing = tracing;
        this.maxBytes = maxBytes;
    }

    @Override
    public Exchange onRequest(ServerConnection connection, Frame frame) {
        bytes.addAndGet(frame.payload().writerIndex());
        HandlerMethod method = null;
        try {
            requireEncrypted(connection);
            method = services.find(connection, frame);
            services.requireVisible(method, connection);
            requireRequest(frame);
            enter();
            return start(make(connection, frame, method));
        } catch (RpcException e) {
            traceRefusal(method, connection, frame, e);
            return refuse(connection, frame, e);
        }
    }

    @Override
    public Exchange onBroken(ServerConnection connection, BrokenFrameException cause) {
        return new Refusal(false, replies.broken(connection, cause));
    }

    @Override
    public void onPending(int delta) {
        bytes.addAndGet(delta);
    }

    @Override
    public boolean isCrowded() {
        return bytes.get() > maxBytes;
    }

    ReplyWriter replies() {
        return replies;
    }

    @Nullable Tracing tracing() {
        return tracing;
    }

    long nanos() {
        return ticker.nanos();
    }

    boolean isExpired(CallContext context) {
        return context.hasDeadline() && context.deadlineNanos() - ticker.nanos() <= 0;
    }

    /** Gives a request's payload back. Once for each request. */
    void release(ServerConnection connection, Frame frame) {
        int held = frame.payload().writerIndex();
        bytes.addAndGet(-held);
        frame.release();
        connection.onRead(held);
    }

    void onEnd() {
        gate.leave();
    }

    /**
     * What a handler did not mean to throw is the operator's business; the peer hears the message
     * only.
     */
    void onError(ServerCall call, Throwable error) {
        if (!isMeant(call, error)) {
            LOG.warn("{}.{} failed", call.service().name(), call.method().name(), error);
        } else if (call.method().isOneway()) {
            LOG.warn(
                    "{}.{} failed: {}",
                    call.service().name(),
                    call.method().name(),
                    error.toString());
        }
    }

    /** Not even an exception could be written: the peer learns it from the connection's end. */
    void onLost(ServerCall call, Throwable error) {
        LOG.error("no reply to {}.{}", call.service().name(), call.method().name(), error);
        call.connection().closeNow();
    }

    /** What the caller is told in full: an answer of the business, or a refusal of the engine. */
    private static boolean isMeant(ServerCall call, Throwable error) {
        return error instanceof BizStatusException
                || error instanceof RpcException known && known.kind() != ErrorKind.HANDLER_FAILED
                || call.handlerMethod().serializer().declares(error);
    }

    /**
     * @throws RpcException if a middleware fails where its chain is made: then it has left
     */
    private ServerCall make(ServerConnection connection, Frame frame, HandlerMethod method) {
        try {
            return new ServerCall(this, connection, frame, method);
        } catch (Throwable e) {
            onEnd();
            throw ofMiddleware(method, e);
        }
    }

    private Exchange start(ServerCall call) {
        try {
            call.admit();
            execute(call);
            return call;
        } catch (RpcException e) {
            return refuse(call, e);
        } catch (Throwable e) {
            return refuse(call, ofMiddleware(call.handlerMethod(), e));
        }
    }

    private Exchange refuse(ServerCall call, RpcException error) {
        call.leave();
        call.onRefused(error);
        return refuse(call.connection(), call.frame(), error);
    }

    private static RpcException ofMiddleware(HandlerMethod method, Throwable error) {
        String name = method.service().name() + '.' + method.schema().name();
        LOG.warn("the middleware of {} failed before its call", name, error);
        return new RpcException(
                ErrorKind.HANDLER_FAILED,
                "biz error: the middleware of " + name + " failed: " + error.getMessage(),
                error);
    }

    private void execute(ServerCall call) {
        if (call.handlerMethod().isNonBlocking()) {
            call.run();
            return;
        }
        try {
            executor.execute(call);
        } catch (RejectedExecutionException e) {
            throw new RpcException(
                    ErrorKind.OVERLOADED,
                    "no thread for the call (expected: fewer calls at once); safe to retry",
                    e);
        }
    }

    private void enter() {
        if (isCrowded()) {
            throw new RpcException(
                    ErrorKind.OVERLOADED,
                    bytes.get()
                            + " bytes of requests wait to be read, or are lent to handlers"
                            + " (expected: at most "
                            + maxBytes
                            + "); safe to retry");
        }
        if (!gate.enter()) {
            throw gate.isClosed()
                    ? new RpcException(
                            ErrorKind.DRAINING, "the server is stopping; safe to retry elsewhere")
                    : new RpcException(
                            ErrorKind.OVERLOADED,
                            gate.inside() + " calls in handlers (expected: fewer); safe to retry");
        }
    }

    /** Counts what did not become a call, and has it recorded. */
    private void traceRefusal(
            @Nullable HandlerMethod method,
            ServerConnection connection,
            Frame frame,
            RpcException error) {
        TracedMethod traced = method == null ? null : method.traced();
        if (traced != null) {
            new RefusedCall(traced, connection, frame, ticker.nanos()).end(error);
        }
    }

    private Exchange refuse(ServerConnection connection, Frame frame, RpcException error) {
        boolean answered = frame.type() == MessageTypes.CALL;
        Refusal refusal =
                new Refusal(
                        frame.isMultiplexed(),
                        answered ? replies.refusal(connection, frame, error) : null);
        release(connection, frame);
        connection.reply(refusal);
        return refusal;
    }

    private static void requireEncrypted(ServerConnection connection) {
        if (connection.isRefused()) {
            throw new RpcException(
                    ErrorKind.NOT_SENT,
                    "the server speaks TLS only, and the call came in plain bytes (expected: a"
                            + " client with TLS); it was not run; safe to retry");
        }
    }

    private static void requireRequest(Frame frame) {
        if (frame.type() != MessageTypes.CALL && frame.type() != MessageTypes.ONEWAY) {
            throw new RpcException(
                    ErrorKind.BAD_REQUEST,
                    "message type: " + frame.type() + " (expected: 1 or 4, a call)");
        }
    }
}
