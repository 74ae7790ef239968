package io.harrier.rpc.client;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.pool.Waiter;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.trace.IdKeepingReply;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** What a call is about, and its place in a connection's table and queue. */
abstract class OutgoingCall extends IdKeepingReply implements Invocation, Waiter {
    private static final ByteBuf TAKEN = Unpooled.EMPTY_BUFFER;

    private final RemoteInvoker remote;
    private final ClientMethod method;
    private final Arguments arguments;
    private final CallContext context;
    private final long deadlineNanos;

    private volatile int id;

    /** Finished, and not given away yet; {@link #TAKEN} after that. */
    private @Nullable ByteBuf frame;

    private @Nullable Outbound next;
    private int requestBytes;

    /** Whether what is on the connection only asks what the peer is. */
    private volatile boolean greeting;

    OutgoingCall(
            RemoteInvoker remote,
            ClientMethod method,
            Arguments arguments,
            CallContext context,
            long deadlineNanos) {
        this.remote = remote;
        this.method = method;
        this.arguments = arguments;
        this.context = context;
        this.deadlineNanos = deadlineNanos;
    }

    /** The same call and span, with a place of its own; the other has the record. */
    OutgoingCall(OutgoingCall same) {
        super(same);
        remote = same.remote;
        method = same.method;
        arguments = same.arguments;
        context = same.context;
        deadlineNanos = same.deadlineNanos;
    }

    @Override
    public final long parentId() {
        return context.spanId();
    }

    final RemoteInvoker remote() {
        return remote;
    }

    final ClientMethod clientMethod() {
        return method;
    }

    final Arguments given() {
        return arguments;
    }

    final long nanosLeft() {
        return remote.nanosUntil(deadlineNanos);
    }

    /** Service and method, for messages. */
    final String name() {
        return service().name() + '.' + method().name();
    }

    /**
     * Whether its frame was taken to be written, and it is in no queue any more. On the event loop
     * of its connection.
     */
    final boolean wasWritten() {
        return frame == TAKEN;
    }

    final int requestBytes() {
        return requestBytes;
    }

    final boolean isGreeting() {
        return greeting;
    }

    /**
     * Writes its frame.
     *
     * @throws RuntimeException if the arguments cannot be written
     */
    final void encode(ClientConnection connection) {
        boolean asks = clientMethod().isForHarrier() && !connection.isMultiplexed();
        greeting = asks;
        ByteBuf finished =
                asks
                        ? remote.requests().greeting(this, connection)
                        : remote.requests().write(this, connection);
        requestBytes = finished.readableBytes();
        frame = finished;
    }

    @Override
    public final ServiceSchema service() {
        return method.service();
    }

    @Override
    public final MethodSchema method() {
        return method.schema();
    }

    @Override
    public final @Nullable Object[] arguments() {
        return arguments.toArray();
    }

    @Override
    public final CallContext context() {
        return context;
    }

    @Override
    public final long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public final boolean isOneway() {
        return method().isOneway() && !greeting;
    }

    @Override
    public final int id() {
        return id;
    }

    @Override
    public final void id(int claimed) {
        id = claimed;
    }

    @Override
    public final @Nullable ByteBuf takeFrame() {
        ByteBuf finished = frame;
        if (finished == null || finished == TAKEN) {
            return null;
        }
        frame = TAKEN;
        return finished;
    }

    @Override
    public final @Nullable Outbound next() {
        return next;
    }

    @Override
    public final void next(@Nullable Outbound following) {
        next = following;
    }
}
