package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.Ticker;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and write, and the kind of sockets they can drive. Closed by whoever opened
 * it.
 */
public final class EventLoops implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    /** The other end of an in-process connection tells of its own end, on our loop. */
    private static final long FAREWELL_MILLIS = 20;

    private final IoKind kind;
    private final EventLoopGroup group;
    private volatile boolean inProcess;
    private final Map<EventLoop, LoopTimers> timers = new IdentityHashMap<>();

    private EventLoops(IoKind kind, int threads, ThreadFactory factory) {
        this.kind = kind;
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
        IoKind real = kind == IoKind.AUTO ? IoKind.best() : kind;
        real.requireAvailable();
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> new LoopThread(task, name + '-' + number.incrementAndGet());
        return new EventLoops(real, threads, factory);
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
    }

    private static final class LoopThread extends FastThreadLocalThread {
        LoopThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }
}
