package io.harrier.rpc.transport;

import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a server: what is written to it and read from it.
 *
 * <p>It begins plain: one call at a time. Once the server has said that it is a Harrier peer, many
 * calls share it. A call comes on with {@link #claim}, is written with {@link #write}, and leaves
 * by its reply, its deadline, {@link #abandon}, or the end of the connection.
 */
public final class ClientConnection extends CarryingConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    /**
     * Calls that follow replies are written in so many parts, so that the peer has work while we
     * read; only the last may be of fewer calls than are worth a system call.
     */
    private static final int PARTS = 4;

    private static final int FEW_CALLS = 8;

    /** Replies that came after their call had ended, in this process. */
    public static final LongAdder LATE_REPLIES = new LongAdder();

    private final ByteBufAllocator frames;
    private final ClientSettings settings;
    private final ConnectionListener listener;
    private final WriteBatch batch;
    private final WakeGroup group = new WakeGroup();
    private final DeadlineSweep sweep;
    private final KeepAlive keepAlive;

    private volatile boolean answered;

    /** Whether anything was ever received: before that a server may still refuse the peer. */
    private boolean heard;

    /** Why the peer took none of our calls; null while it may. */
    private @Nullable String refusal;

    /** The first failure of the connection; null if there is none. */
    private @Nullable RpcException brokenBy;

    ClientConnection(
            Channel channel,
            LoopTimers timers,
            ByteBufAllocator frames,
            ClientSettings settings,
            ConnectionListener listener) {
        super(channel);
        this.frames = frames;
        this.settings = settings;
        this.listener = listener;
        batch = new WriteBatch(channel, this::writeOne, this::dropClosed);
        sweep = new DeadlineSweep(timers, calls, this::expire);
        keepAlive = new KeepAlive(channel, timers, settings);
    }

    @Override
    void onRoom() {
        listener.onRoom(this);
    }

    @Override
    void onClosed() {
        listener.onClosed(this);
    }

    /** Writes a call that is on; its frame is finished. */
    public void write(PendingReply call) {
        batch.submit(call);
    }

    /**
     * Has the caller of a call with a reply woken together with others, at the end of the reading
     * at the latest. On the event loop, for a call that is in no queue.
     */
    public void wakeTogether(PendingReply call) {
        group.add(call);
    }

    /**
     * Whether the next request is to say that this is a Harrier client: until the server's first
     * reply.
     */
    public boolean isGreeting() {
        return settings.offerMultiplexing() && !answered;
    }

    /**
     * Whether the peer has ever sent a frame. Other threads than the event loop may see it late.
     */
    public boolean isHeard() {
        return heard;
    }

    /** Where the buffers of requests come from. */
    public ByteBufAllocator allocator() {
        return frames;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        batch.beginReading();
        writeAhead();
        Frame frame = (Frame) message;
        if (!heard) { // callers read what stands beside it
            heard = true;
        }
        Head head = frame.head();
        if (head != null && isControl(frame, head)) {
            onControl(frame, head);
        } else {
            onReply(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        keepAlive.onRead();
        group.wake();
        batch.endReading();
        if (brokenBy != null) {
            endAll(brokenBy);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (isMultiplexed() && channel.isWritable()) {
            onRoom();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endAll(ConnectionFailures.closed(remote()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{}: closing after {}", remote(), cause.toString());
        if (!heard && HandshakeException.isRefusal(cause)) {
            refusal = HandshakeException.explainRefusal(cause) + "; safe to retry";
            endAll(ConnectionFailures.refused(remote(), refusal));
        } else {
            breakBy(ConnectionFailures.broken(remote(), cause));
        }
        ctx.close();
    }

    /**
     * Sequence 0 is no call's. A stock multiplexing server says so that it closes, though we call
     * it as a plain one.
     */
    private boolean isControl(Frame frame, Head head) {
        return frame.envelopeSequence() == 0
                && (isMultiplexed() || head.isClosing() && frame.sequence() == 0);
    }

    private void onControl(Frame frame, Head head) {
        frame.release();
        if (head.isClosing()) {
            close();
        }
    }

    private void onReply(Frame frame) {
        Head head = frame.head();
        PendingReply call = calls.take(frame.sequence());
        if (isGreeting()) {
            onFirstReply(head);
        }
        if (head != null && head.isClosing()) {
            close();
        }
        if (call == null) {
            onLateReply(frame);
        } else {
            leave();
            end(call, frame);
        }
    }

    private void end(PendingReply call, Frame reply) {
        if (!call.isBlocking()) {
            group.wake(); // its end runs what users wrote
        }
        call.onFrame(reply);
    }

    private void writeAhead() {
        if (batch.brought() >= Math.max(FEW_CALLS, calls() / PARTS)) {
            group.wake();
            batch.drain();
        }
    }

    private void onFirstReply(@Nullable Head head) {
        multiplexed(head != null && head.isHarrier());
        answered = true;
        if (isMultiplexed()) {
            keepAlive.start();
            listener.onMultiplexed(this);
        }
    }

    private void onLateReply(Frame frame) {
        LATE_REPLIES.increment();
        int sequence = frame.sequence();
        frame.release();
        if (!isMultiplexed()) {
            endAll(ConnectionFailures.strange(remote(), sequence));
            channel.close();
        }
    }

    private void writeOne(Outbound outbound) {
        PendingReply call = (PendingReply) outbound;
        if (!channel.isActive() || brokenBy != null) {
            drop(call, ConnectionFailures.closedBefore(remote(), refusal));
            return;
        }
        ByteBuf frame = call.takeFrame();
        if (frame == null) {
            return;
        }
        if (!calls.holds(call.id(), call)) {
            frame.release(); // its caller gave up before it was sent
            return;
        }
        sweep.ensureBy(call.deadlineNanos());
        if (call.isOneway()) {
            channel.write(frame)
                    .addListener(
                            (ChannelFutureListener)
                                    done -> onOnewayWritten(call, done.isSuccess()));
        } else {
            WriteBatch.writeInParts(frame, channel);
        }
    }

    private void onOnewayWritten(PendingReply call, boolean written) {
        if (calls.remove(call.id(), call)) {
            leave();
            if (written) {
                call.onWritten();
            } else {
                call.onFailure(ConnectionFailures.lostWhileWritten(remote()));
            }
        }
    }

    private void dropClosed(Outbound outbound) {
        drop((PendingReply) outbound, ConnectionFailures.clientClosed());
    }

    private void drop(PendingReply call, RpcException failure) {
        call.dropFrame();
        if (calls.remove(call.id(), call)) {
            leave();
            call.onFailure(failure);
        }
    }

    private void expire(PendingReply call) {
        leaveUnanswered();
        if (!isMultiplexed()) {
            listener.onSilence();
        } else if (isOpen()) {
            keepAlive.suspect();
        }
        call.onDeadline(remote());
    }

    /** The replies that are here, if it happens while they are read, end their calls first. */
    private void breakBy(RpcException reason) {
        if (brokenBy == null) {
            brokenBy = reason;
        }
        takeNoMore();
        if (!batch.isReading()) {
            endAll(reason);
        }
    }

    /**
     * @param reason if nothing has broken the connection before
     */
    private void endAll(RpcException reason) {
        group.wake();
        takeNoMore();
        batch.drain();
        keepAlive.stop();
        sweep.stop();
        failAll(brokenBy == null ? reason : brokenBy);
    }
}
