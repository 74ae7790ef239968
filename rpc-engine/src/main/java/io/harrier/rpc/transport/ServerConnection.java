package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.Backlog;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameDecoder;
import io.harrier.rpc.frame.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from a client: requests come in, replies go out, of plain requests in the order
 * they came.
 *
 * <p>It stops reading while too many of its calls are unanswered, too many of their bytes unread or
 * lent to handlers, or its peer takes no bytes off, so that nothing queues without bound. Public
 * methods are for any thread, the rest for the event loop.
 */
public final class ServerConnection extends LeavingConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    /** A frame's part that a connection may hold even while the server is full. */
    private static final int CROWDED_BYTES = 64 * 1024;

    /** From so many bytes on a request counts; of smaller ones it is enough to limit the number. */
    private static final int LARGE_BYTES = 16 * 1024;

    private final ByteBufAllocator frames;
    private final ServerSettings settings;
    private final RequestHandler handler;
    private final FrameDecoder decoder;
    private final WriteBatch batch;
    private final ServerWatch watch;

    /** Plain requests whose replies are not written yet, in the order they came. */
    private final ArrayDeque<Exchange> order = new ArrayDeque<>(1);

    /** Bytes of large requests that nobody has read yet, or that are lent; made for the first. */
    private @Nullable Backlog waiting;

    private @Nullable String remoteAddress;
    private int calls;
    private int countedBytes;
    private long writtenBytes;
    private volatile boolean harrier;
    private boolean broken;
    private boolean refused;

    ServerConnection(
            Channel channel,
            LoopTimers timers,
            ByteBufAllocator frames,
            ServerSettings settings,
            RequestHandler handler,
            FrameDecoder decoder) {
        super(channel, settings.codec());
        this.frames = frames;
        this.settings = settings;
        this.handler = handler;
        this.decoder = decoder;
        batch =
                new WriteBatch(
                        channel, outbound -> writeOne((Exchange) outbound), Outbound::dropFrame);
        watch = new ServerWatch(this, timers, settings);
    }

    /**
     * Sends an exchange's end: its frame, or nothing for a oneway one. Once for each, on any
     * thread.
     */
    public void reply(Exchange exchange) {
        batch.submit(exchange);
    }

    /**
     * A request that came here was read, and is not lent, or was not worth it. Once for each, on
     * any thread.
     *
     * @param bytes that its payload holds no longer
     */
    public void onRead(int bytes) {
        if (bytes >= LARGE_BYTES) {
            Objects.requireNonNull(waiting, "made when it came").remove(bytes);
        }
    }

    /** Tells the peer to go elsewhere, and closes when the calls in flight have ended. */
    public void drain() {
        leave();
    }

    /** Whether replies are to tell the peer that the connection closes. */
    public boolean isDraining() {
        return isLeaving();
    }

    /** Ends the connection, whatever is in flight on it. */
    public void closeNow() {
        channel.close();
    }

    /** Whether the peer has said that it is a Harrier client. */
    public boolean isHarrier() {
        return harrier;
    }

    /** Whether the peer is to be told that it speaks plainly where TLS is due, and nothing else. */
    public boolean isRefused() {
        return refused;
    }

    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    /** Where the buffers of replies come from. */
    public ByteBufAllocator allocator() {
        return frames;
    }

    /** Whether the peer is on the same machine. */
    public boolean isLoopback() {
        return HostName.isLoopback(channel.remoteAddress());
    }

    /** The peer's host and port. */
    public String remoteAddress() {
        String known = remoteAddress;
        if (known == null) {
            known = HostName.text(channel.remoteAddress());
            remoteAddress = known;
        }
        return known;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        watch.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        batch.beginReading();
        watch.onFrame();
        Frame frame = (Frame) message;
        Head head = frame.head();
        if (head != null && !harrier && head.isHarrier()) {
            harrier = true;
        }
        if (frame.isControl()) {
            onControl(head);
        } else if (isClosing() && !frame.isOneway()) {
            frame.release(); // it came too late to be answered, so it must not run
        } else {
            onRequest(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        int pending = decoder.pendingBytes();
        watch.onRead(pending);
        count(pending);
        leaveIfCrowded(pending);
        batch.endReading();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        adjustReading();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        watch.stop();
        batch.drain();
        count(0);
        // Those whose handlers still run bring their frames through the batch.
        order.stream().filter(Exchange::isFinished).forEach(Outbound::dropFrame);
        order.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable known =
                cause instanceof DecoderException && cause.getCause() != null
                        ? cause.getCause()
                        : cause;
        if (known instanceof ProtocolException protocol && (!broken || refused)) {
            onBroken(protocol);
        } else if (!broken) {
            LOG.debug("{}: closing after {}", remoteAddress(), known.toString());
            ctx.close();
        }
    }

    /** The peer does not begin with TLS: it gets one answer, and the connection closes. */
    void refusePlain() {
        refused = true;
        broken = true;
    }

    @Override
    boolean isQuiet() {
        return calls == 0 && order.isEmpty();
    }

    /** Looks at the clock: closes what is idle, stalled or slow. */
    void look() {
        leaveIfCrowded(decoder.pendingBytes());
        adjustReading();
        long taken = writtenBytes - channel.bytesBeforeWritable();
        boolean reading = channel.config().isAutoRead();
        String complaint =
                watch.complaint(
                        calls, reading, decoder.pendingBytes(), channel.isWritable(), taken);
        if (complaint != null) {
            LOG.debug("{}: closing, {}", remoteAddress(), complaint);
            channel.close();
            return;
        }
        if (!reading) {
            tellOfLife();
        }
        if (!reading || decoder.pendingBytes() > 0) {
            watch.lookSoon();
        }
    }

    private void onControl(@Nullable Head head) {
        if (head != null && head.isPing()) {
            channel.writeAndFlush(settings.codec().ping(channel.alloc()), channel.voidPromise());
        }
    }

    private void onRequest(Frame frame) {
        calls++;
        noteRequest(frame.head() != null);
        noteBytes(frame.payload().writerIndex());
        adjustReading();
        Exchange exchange = handler.onRequest(this, frame);
        if (exchange.isMultiplexed()) {
            noteMultiplexed(harrier);
        } else {
            order.add(exchange);
        }
    }

    private void noteBytes(int bytes) {
        if (bytes < LARGE_BYTES) {
            return;
        }
        Backlog known = waiting;
        if (known == null) {
            known = new Backlog(settings.maxWaitingBytes(), this::readOn);
            waiting = known;
        }
        known.add(bytes);
    }

    /** There is room again. On any thread. */
    private void readOn() {
        try {
            eventLoop().execute(this::readOnIfOpen);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: its event loop has ended", remoteAddress());
        }
    }

    private void readOnIfOpen() {
        if (channel.isActive() && !isClosing()) {
            adjustReading();
        }
    }

    private void writeOne(Exchange exchange) {
        exchange.finish();
        calls--;
        if (!channel.isActive()) {
            exchange.dropFrame();
            return;
        }
        if (exchange.isMultiplexed()) {
            write(exchange);
        } else {
            writeInOrder();
        }
        adjustReading();
        leaveIfDraining();
        leaveIfBroken();
    }

    private void writeInOrder() {
        Exchange first = order.peek();
        while (first != null && first.isFinished()) {
            order.poll();
            write(first);
            first = order.peek();
        }
    }

    private void write(Exchange exchange) {
        ByteBuf frame = exchange.takeFrame();
        if (frame != null) {
            writtenBytes += frame.readableBytes();
            WriteBatch.writeInParts(frame, channel);
            noteReply(harrier);
        }
    }

    /** One that closes reads on: what it left unread would take its last reply back. */
    private void adjustReading() {
        boolean read = isClosing() || hasRoom();
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
        if (!read) {
            watch.lookSoon();
        }
    }

    private boolean hasRoom() {
        int most = order.isEmpty() ? settings.maxCalls() : settings.maxPipelined();
        return calls < most
                && channel.isWritable()
                && !handler.isCrowded()
                && (waiting == null || !waiting.isOver());
    }

    /** The answer has its place behind those of earlier requests, which are sound. */
    private void onBroken(ProtocolException cause) {
        broken = true;
        LOG.debug("{}: closing after a broken frame: {}", remoteAddress(), cause.getMessage());
        if (cause instanceof BrokenFrameException frame) {
            Exchange answer = handler.onBroken(this, frame);
            answer.finish();
            order.add(answer);
            writeInOrder();
        }
        leaveIfBroken();
    }

    private void leaveIfBroken() {
        if (broken && !isClosing() && calls == 0) {
            closeAfterFlush();
        }
    }

    /** While the server is full nobody is read; who holds much of an unfinished frame gives way. */
    private void leaveIfCrowded(int pending) {
        if (pending > CROWDED_BYTES && handler.isCrowded()) {
            LOG.debug("{}: closing, {} bytes while the server is full", remoteAddress(), pending);
            channel.close();
        }
    }

    /** Tells the server how many bytes of an unfinished frame are held here. */
    private void count(int pending) {
        if (pending != countedBytes) {
            handler.onPending(pending - countedBytes);
            countedBytes = pending;
        }
    }
}
