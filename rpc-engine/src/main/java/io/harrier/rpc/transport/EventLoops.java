package io.harrier.rpc.transport;

import io.harrier.rpc.buffer.FrameAllocator;
import io.harrier.rpc.buffer.SlabPool;
import io.harrier.rpc.buffer.SlabThread;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.metrics.BufferStats;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.EventExecutor;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read and write, the kind of sockets they can drive, and the buffers of what is
 * written. Closed by whoever opened it.
 */
public final class EventLoops implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    /** The other end of an in-process connection tells of its own end, on our loop. */
    private static final long FAREWELL_MILLIS = 20;

    /** Bytes of buffers of one size that wait for their next use, for every two cores. */
    private static final long CLASS_BYTES = 1024 * 1024;

    private static final int MAX_CLASS_FACTOR = 8;

    /**
     * Not Netty's default: in a heap of up to 512 MiB that pools nothing over 16 KiB, and a read
     * asks for up to 64. It keeps something for each thread, so it is for the loops alone.
     */
    private static final ByteBufAllocator READS = PooledByteBufAllocator.DEFAULT;

    private final IoKind kind;
    private final EventLoopGroup group;
    private final SlabPool slabs;
    private final ByteBufAllocator frames;
    private final ByteBufAllocator reads;
    private volatile boolean inProcess;
    private final Map<EventLoop, LoopTimers> timers = new IdentityHashMap<>();

    private EventLoops(
            IoKind kind,
            int threads,
            ThreadFactory factory,
            SlabPool slabs,
            ByteBufAllocator frames,
            ByteBufAllocator reads) {
        this.kind = kind;
        this.slabs = slabs;
        this.frames = frames;
        this.reads = reads;
        group =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        factory,
                        LoopIoHandler.factory(kind.handlers(), () -> inProcess = true));
        for (EventExecutor each : group) {
            EventLoop loop = (EventLoop) each;
            timers.put(loop, new LoopTimers(loop, Ticker.SYSTEM));
        }
    }

    /**
     * Starts loops.
     *
     * @param name what their threads are called
     * @throws IllegalStateException if this machine or class path lacks what the kind needs
     */
    public static EventLoops open(IoKind kind, int threads, String name) {
        return open(kind, threads, name, null, READS);
    }

    /**
     * @param frames where the buffers of what is written come from; null for the loops' own pool
     * @param reads where the buffers come from that sockets are read into
     */
    static EventLoops open(
            IoKind kind,
            int threads,
            String name,
            @Nullable ByteBufAllocator frames,
            ByteBufAllocator reads) {
        IoKind real = kind == IoKind.AUTO ? IoKind.best() : kind;
        real.requireAvailable();
        AtomicInteger number = new AtomicInteger();
        int factor = Math.min(MAX_CLASS_FACTOR, Runtime.getRuntime().availableProcessors() / 2);
        SlabPool slabs = new SlabPool(Math.max(1, factor) * CLASS_BYTES, Ticker.SYSTEM);
        ThreadFactory factory =
                task -> new LoopThread(slabs, task, name + '-' + number.incrementAndGet());
        return new EventLoops(
                real,
                threads,
                factory,
                slabs,
                frames == null ? new FrameAllocator(slabs, ByteBufAllocator.DEFAULT) : frames,
                reads);
    }

    /**
     * Whether the current thread is an event loop's: it must not wait for what only a loop can
     * bring.
     */
    public static boolean isLoopThread() {
        return Thread.currentThread() instanceof LoopThread;
    }

    public IoKind kind() {
        return kind;
    }

    public EventLoopGroup group() {
        return group;
    }

    /** Where the buffers come from that sockets are read into. */
    ByteBufAllocator reads() {
        return reads;
    }

    /** Where the buffers of what is written come from. */
    public ByteBufAllocator frames() {
        return frames;
    }

    /** What those buffers' pool has done and holds. */
    public BufferStats buffers() {
        return slabs.stats();
    }

    /**
     * Has a loop give back by and by the buffers that it keeps and nobody needs. For each
     * connection, on its loop; a loop that has none keeps no buffers.
     */
    void keepTidy(EventLoop loop) {
        if (Thread.currentThread() instanceof LoopThread thread && !thread.isTidy) {
            thread.isTidy = true;
            loop.scheduleWithFixedDelay(slabs::trim, 1, 1, TimeUnit.SECONDS);
        }
    }

    /**
     * The timers of one of the loops.
     *
     * @throws IllegalArgumentException if it is another's
     */
    LoopTimers timers(EventLoop loop) {
        LoopTimers found = timers.get(loop);
        if (found == null) {
            throw new IllegalArgumentException(loop + " (expected: one of these loops)");
        }
        return found;
    }

    Class<? extends Channel> channelType() {
        return kind.channelType();
    }

    Class<? extends ServerChannel> serverChannelType() {
        return kind.serverChannelType();
    }

    /** Ends the loops, and waits up to 5 s for them. */
    @Override
    public void close() {
        long quiet = inProcess ? FAREWELL_MILLIS : 0;
        group.shutdownGracefully(
                        quiet, TimeUnit.SECONDS.toMillis(CLOSE_SECONDS), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        slabs.close();
    }

    private static final class LoopThread extends SlabThread {
        private boolean isTidy;

        LoopThread(SlabPool slabs, Runnable task, String name) {
            super(slabs, task, name);
            setDaemon(true);
        }
    }
}
