package io.harrier.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and write, and the kind of sockets they can drive. Closed by whoever opened
 * it.
 */
public final class EventLoops implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final IoKind kind;
    private final EventLoopGroup group;

    private EventLoops(IoKind kind, EventLoopGroup group) {
        this.kind = kind;
        this.group = group;
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
        return new EventLoops(
                real, new MultiThreadIoEventLoopGroup(threads, factory, real.handlers()));
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

    Class<? extends Channel> channelType() {
        return kind.channelType();
    }

    Class<? extends ServerChannel> serverChannelType() {
        return kind.serverChannelType();
    }

    /** Ends the loops, and waits up to 5 s for them. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private static final class LoopThread extends FastThreadLocalThread {
        LoopThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }
}
