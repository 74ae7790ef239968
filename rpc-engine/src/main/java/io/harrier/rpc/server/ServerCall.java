package io.harrier.rpc.server;

import io.harrier.rpc.call.Chain;
import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Permit;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.ThreadBinding;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.Failures;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ProtocolAdapter;
import io.harrier.rpc.serialize.ProtocolAdapter.Part;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;
import io.harrier.rpc.trace.TracedReply;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.Exchange;
import io.harrier.rpc.transport.Outbound;
import io.harrier.rpc.transport.ServerConnection;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request being answered: the call as data, its reply to come, and its place on the connection.
 * It runs on the handler's thread, or on the event loop if the method never blocks.
 */
final class ServerCall extends TracedReply implements Invocation, Outcome, Exchange, Runnable {
    private static final Arguments NOT_READ = Arguments.of();

    private final Dispatcher dispatcher;
    private final ServerConnection connection;
    private final Frame frame;
    private final HandlerMethod method;
    private final Chain chain;
    private final int requestBytes;

    /** With the ids of the trace; made as soon as they are known. */
    private CallContext context = CallContext.NONE;

    private Permit permit = Permit.NONE;
    private Arguments arguments = NOT_READ;

    /** Of a payload that is not what the message's head says, and of its reply. */
    private @Nullable ProtocolAdapter adapter;

    /** Null where no argument is a buffer. */
    private @Nullable LentArguments lent;

    private @Nullable ByteBuf reply;
    private @Nullable Outbound next;
    private boolean finished;

    /** Whether the handler has the arguments, and with them the payload if that is one. */
    private boolean handled;

    private int ending;
    private int replyBytes;

    /** Before the handler began; known of some calls only. */
    private long queueNanos;

    ServerCall(
            Dispatcher dispatcher, ServerConnection connection, Frame frame, HandlerMethod method) {
        this.dispatcher = dispatcher;
        this.connection = connection;
        this.frame = frame;
        this.method = method;
        requestBytes = frame.payload().writerIndex();
        beginTrace(frame.head());
        Tracing tracing = dispatcher.tracing();
        if (tracing != null) {
            tracing.bind(context);
        }
        chain = method.chain().enter(traceLo(), context.caller());
    }

    /**
     * Asks whether it may come in.
     *
     * @throws RpcException if it may not
     */
    void admit() {
        permit = chain.admit(context);
    }

    /** It has ended, or was refused. Once. */
    void leave() {
        dispatcher.onEnd();
        try {
            permit.end();
        } catch (RuntimeException e) { // of a user's admission: the reply goes out all the same
            dispatcher.onError(this, e);
        }
        chain.leave();
    }

    /** It was refused, and has left. */
    void onRefused(RpcException refusal) {
        if (isTraced()) {
            endRefused(Endings.of(refusal.kind()), dispatcher.nanos(), requestBytes);
        }
    }

    private boolean needsTime(@Nullable Head head) {
        return dispatcher.tracing() != null || head != null && head.timeoutMillis() != 0;
    }

    private void beginTrace(@Nullable Head head) {
        long nowNanos = needsTime(head) ? dispatcher.nanos() : 0;
        if (head == null) {
            beginTrace(method.traced(), 0, 0, 0, 0, nowNanos);
        } else {
            beginTrace(
                    method.traced(),
                    head.traceHi(),
                    head.traceLo(),
                    head.traceSpanId(),
                    head.traceFlags(),
                    nowNanos);
        }
    }

    @Override
    protected void inTrace(long hi, long lo, long spanId, long parentId, int flags) {
        context = CallContexts.of(this, startNanos(), hi, lo, spanId, parentId, flags);
    }

    @Override
    public long traceHi() {
        return context.traceHi();
    }

    @Override
    public long traceLo() {
        return context.traceLo();
    }

    @Override
    public long spanId() {
        return context.spanId();
    }

    @Override
    public long parentId() {
        return context.parentSpanId();
    }

    @Override
    public int traceFlags() {
        return context.traceFlags();
    }

    /** Reads the arguments, calls the handler through the chain, and sees to the reply. */
    @Override
    public void run() {
        if (wantsQueueTime()) {
            queueNanos = dispatcher.nanos() - startNanos();
        }
        CallContext outer = context.bind();
        ThreadBinding.Scope bound = ThreadBinding.Scope.NONE;
        try {
            if (!method.isNonBlocking() && dispatcher.isExpired(context)) {
                dispatcher.release(connection, frame);
                send(
                        null,
                        new RpcException(
                                ErrorKind.EXPIRED,
                                "the deadline passed before the handler began; safe to retry"));
            } else {
                readArguments();
                bound = context.open();
                passOn();
            }
        } catch (Throwable e) {
            send(null, e);
        } finally {
            CallContext.restore(outer);
            bound.close();
        }
    }

    private void passOn() {
        Reply answer = chain.invoke(this);
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            send(answer.join(), null);
        } else {
            answer.whenComplete(
                    (value, error) -> send(value, error == null ? null : Failures.unwrap(error)));
        }
    }

    /**
     * The innermost link: calls the handler, with the context bound if a middleware changed the
     * thread.
     */
    Reply invokeHandler() {
        if (CallContext.current() == context) {
            handle();
        } else {
            context.wrap(this::handle).run();
        }
        return this;
    }

    private void handle() {
        handled = true;
        try {
            lendToHandler();
            method.handle(arguments, this);
        } catch (Throwable e) {
            failure(e);
        }
    }

    private void lendToHandler() {
        LentArguments borrowed = lent;
        if (borrowed != null) {
            borrowed.toHandler();
        }
    }

    private void takeBackFromHandler() {
        LentArguments borrowed = lent;
        if (borrowed != null) {
            borrowed.fromHandler();
        }
    }

    @Override
    public void value(@Nullable Object value) {
        if (!complete(value) && isRaw()) {
            ReferenceCountUtil.release(value);
        }
        takeBackFromHandler();
    }

    @Override
    public void failure(Throwable error) {
        completeExceptionally(ofHandler(Failures.unwrap(error)));
        takeBackFromHandler();
    }

    /** An engine error of a call that the handler made is no refusal of the handler's own call. */
    private static Throwable ofHandler(Throwable error) {
        return error instanceof RpcException inner
                ? new RpcException(
                        ErrorKind.HANDLER_FAILED, "biz error: " + inner.getMessage(), inner)
                : error;
    }

    HandlerMethod handlerMethod() {
        return method;
    }

    Frame frame() {
        return frame;
    }

    /** Whether arguments are views of the payload. */
    boolean isLent() {
        return lent != null && lent.holdsPayload();
    }

    @Nullable ProtocolAdapter adapter() {
        return adapter;
    }

    ServerConnection connection() {
        return connection;
    }

    @Override
    public ServiceSchema service() {
        return method.service();
    }

    @Override
    public MethodSchema method() {
        return method.schema();
    }

    @Override
    public @Nullable Object[] arguments() {
        return arguments.toArray();
    }

    @Override
    public CallContext context() {
        return context;
    }

    @Override
    public long deadlineNanos() {
        return context.deadlineNanos();
    }

    @Override
    public boolean isMultiplexed() {
        return frame.isMultiplexed();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void finish() {
        finished = true;
        if (isTraced()) {
            endTrace(ending, dispatcher.nanos(), queueNanos, requestBytes, replyBytes);
        }
    }

    @Override
    protected String tracedPeer() {
        return CallContexts.peer(context.remoteAddress());
    }

    @Override
    protected String tracedCaller() {
        return context.caller();
    }

    @Override
    public @Nullable ByteBuf takeFrame() {
        ByteBuf taken = reply;
        reply = null;
        return taken;
    }

    @Override
    public @Nullable Outbound next() {
        return next;
    }

    @Override
    public void next(@Nullable Outbound following) {
        next = following;
    }

    private void readArguments() {
        String codec = Codecs.told(connection, frame);
        try {
            adapter = codec == null ? null : method.adapter(codec, frame.protocol());
            arguments = adapter == null ? plainArguments() : arguments(adapter);
        } catch (ProtocolException e) {
            throw new RpcException(
                    ErrorKind.BAD_REQUEST, "cannot read the arguments: " + e.getMessage(), e);
        } finally {
            if (lent == null || !lent.holdsPayload()) {
                releasePayload();
            }
        }
    }

    private void releasePayload() {
        dispatcher.release(connection, frame);
    }

    private Arguments plainArguments() {
        try (ProtocolReader in =
                frame.protocol().argumentsReader(frame.payload(), ReadLimits.DEFAULT)) {
            in.lendBuffers();
            return arguments(in);
        }
    }

    private Arguments arguments(ProtocolAdapter codec) {
        return codec.deserialize(Part.ARGUMENTS, frame.payload(), this::copiedArguments);
    }

    /** What an adapter reads from need not be the payload, and then is gone after that. */
    private Arguments copiedArguments(ProtocolReader in) {
        in.lendCopies();
        return arguments(in);
    }

    private Arguments arguments(ProtocolReader in) {
        try {
            return method.serializer().readArguments(in);
        } finally {
            List<ByteBuf> buffers = in.takeLent();
            if (!buffers.isEmpty()) {
                lent = new LentArguments(buffers, this::releasePayload);
            }
        }
    }

    private void send(@Nullable Object value, @Nullable Throwable error) {
        if (error != null) {
            report(error);
        }
        releaseUntaken(value);
        try {
            ending = Endings.of(error, error != null && method.serializer().declares(error));
            ByteBuf written = isOneway() ? null : frame(value, error);
            replyBytes = written == null ? 0 : written.readableBytes();
            reply = written;
        } catch (Throwable e) {
            dispatcher.onLost(this, e);
        } finally {
            end();
        }
    }

    private void end() {
        try {
            if (lent != null) {
                lent.release();
            }
        } finally {
            leave();
            connection.reply(this);
        }
    }

    /** Payloads as they came that no handler got, and as they go where nobody waits for them. */
    private void releaseUntaken(@Nullable Object value) {
        if (!isRaw()) {
            return;
        }
        if (!handled) {
            for (Object argument : arguments.toArray()) {
                ReferenceCountUtil.release(argument);
            }
        }
        if (isOneway()) {
            ReferenceCountUtil.release(value);
        }
    }

    /** Whether payloads belong to whoever gets them; all other values stay their givers'. */
    private boolean isRaw() {
        return method.serializer() == RawMethodSerializer.INSTANCE;
    }

    /** With the ids of its trace in the log, also where another thread ends the call. */
    private void report(Throwable error) {
        if (CallContext.current() == context) {
            dispatcher.onError(this, error);
        } else {
            context.wrap(() -> dispatcher.onError(this, error)).run();
        }
    }

    private ByteBuf frame(@Nullable Object value, @Nullable Throwable error) {
        return error == null ? replies().value(this, value) : replies().failure(this, error);
    }

    /** Ends a call that no thread will run. */
    void discard() {
        dispatcher.release(connection, frame);
        send(null, new RpcException(ErrorKind.DRAINING, "the server has stopped; safe to retry"));
    }

    private ReplyWriter replies() {
        return dispatcher.replies();
    }

    private boolean isOneway() {
        return method().isOneway() || frame.type() == MessageTypes.ONEWAY;
    }
}
