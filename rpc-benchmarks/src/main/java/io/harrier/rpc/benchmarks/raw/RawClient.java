package io.harrier.rpc.benchmarks.raw;

import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.concurrent.HandoffQueue;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Netty alone, as well as we can: calls wait in a table under their ids, requests in a queue that
 * the event loop writes as one buffer with one flush, replies are handed over without a copy.
 *
 * <pre>
 *   offset  bytes   field
 *   0       4       length  counts what follows
 *   4       4       id
 *   8       N       payload, of zeros
 * </pre>
 */
final class RawClient extends ChannelInboundHandlerAdapter implements EchoClient {
    private static final int SLOTS = 1024;
    private static final int OUT_CALLS = 32;
    private static final int GROUP = 4;
    private static final int PARTS = 4;
    private static final int FEW_CALLS = 8;

    private final AtomicReferenceArray<@Nullable RawCall> calls = new AtomicReferenceArray<>(SLOTS);
    private final AtomicInteger ids = new AtomicInteger();
    private final HandoffQueue<RawCall> waiting = new HandoffQueue<>();
    private final Runnable drain = this::drain;
    private final Channel channel;
    private final boolean tuned;
    private boolean reading;

    /** Calls that the event loop has brought since the last drain, while it read. */
    private int brought;

    /** Written, and not answered yet. */
    private int onTheWay;

    /** Those with a reply whose callers are not woken yet. */
    private @Nullable RawCall first;

    private @Nullable RawCall last;
    private int replies;

    /**
     * @param tuned of four calls with a reply the event loop wakes one caller, who wakes the
     *     others; and a quarter of the calls, eight at least, that follow replies are written
     *     before the other replies are read
     */
    RawClient(IoKind io, int port, boolean tuned) throws InterruptedException {
        this.tuned = tuned;
        channel =
                new Bootstrap()
                        .group(EventLoops.open(io, 1, "netty-client").group())
                        .channel(
                                io == IoKind.EPOLL
                                        ? EpollSocketChannel.class
                                        : NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .handler(new Pipeline())
                        .connect("127.0.0.1", port)
                        .sync()
                        .channel();
        channel.pipeline().addLast(this);
    }

    @Override
    public int echo(String message) {
        ByteBuf reply = send(message.length(), Thread.currentThread()).await();
        return releasedLength(reply);
    }

    @Override
    public CompletionStage<Integer> echoAsync(String message) {
        return send(message.length(), null).thenApply(RawClient::releasedLength);
    }

    @Override
    public boolean isAsync() {
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        ByteBuf frame = (ByteBuf) message;
        int id = frame.skipBytes(Integer.BYTES).readInt();
        RawCall call = calls.getAndSet(id & SLOTS - 1, null);
        if (call == null || call.id() != id) {
            throw new IllegalStateException("reply with id " + id + " (expected: one in flight)");
        }
        if (tuned) {
            drainAhead();
            end(call, frame);
        } else {
            call.onReply(frame);
        }
    }

    private void drainAhead() {
        onTheWay--;
        if (brought >= Math.max(FEW_CALLS, (onTheWay + brought) / PARTS)) {
            wake();
            drain();
        }
    }

    private void end(RawCall call, ByteBuf payload) {
        if (call.isAsync()) {
            wake();
            call.onReply(payload);
        } else {
            add(call, payload);
        }
    }

    private void add(RawCall call, ByteBuf payload) {
        call.keep(payload);
        if (last == null) {
            first = call;
        } else {
            last.next(call);
        }
        last = call;
        replies++;
        if (replies == GROUP) {
            wake();
        }
    }

    private void wake() {
        RawCall leader = first;
        first = null;
        last = null;
        replies = 0;
        if (leader != null) {
            leader.end();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        wake();
        drain();
    }

    private RawCall send(int bytes, @Nullable Thread caller) {
        RawCall call = claim(bytes, caller);
        boolean whileReading = channel.eventLoop().inEventLoop() && reading;
        if (whileReading) {
            brought++;
        }
        if (waiting.offer(call) && !whileReading) {
            channel.eventLoop().execute(drain);
        }
        return call;
    }

    private RawCall claim(int bytes, @Nullable Thread caller) {
        while (true) {
            RawCall call = new RawCall(ids.incrementAndGet(), bytes, caller);
            if (calls.compareAndSet(call.id() & SLOTS - 1, null, call)) {
                return call;
            }
        }
    }

    private void drain() {
        brought = 0;
        RawCall call = waiting.takeAll();
        if (call == null) {
            return;
        }
        ByteBuf out = channel.alloc().directBuffer(OUT_CALLS * call.frameBytes());
        while (call != null) {
            RawCall next = call.next();
            call.next(null);
            call.writeTo(out);
            onTheWay++;
            call = next;
        }
        channel.writeAndFlush(out, channel.voidPromise());
    }

    private static int releasedLength(ByteBuf reply) {
        int length = reply.readableBytes();
        reply.release();
        return length;
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(RawServer.frames());
        }
    }
}
