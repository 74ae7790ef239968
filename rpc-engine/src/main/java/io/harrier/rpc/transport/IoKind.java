package io.harrier.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.function.Supplier;

/**
 * How sockets are driven. All but NIO need a native library of Netty's on the class path; each
 * constant touches its own classes only when it is used.
 */
public enum IoKind {
    /** Epoll where it works, else kqueue, else NIO. */
    AUTO(
            () -> true,
            NioIoHandler::newFactory,
            () -> NioSocketChannel.class,
            () -> NioServerSocketChannel.class),
    EPOLL(
            () -> Epoll.isAvailable(),
            () -> EpollIoHandler.newFactory(),
            () -> EpollSocketChannel.class,
            () -> EpollServerSocketChannel.class),
    KQUEUE(
            () -> KQueue.isAvailable(),
            () -> KQueueIoHandler.newFactory(),
            () -> KQueueSocketChannel.class,
            () -> KQueueServerSocketChannel.class),
    NIO(
            () -> true,
            NioIoHandler::newFactory,
            () -> NioSocketChannel.class,
            () -> NioServerSocketChannel.class),
    /** Only when asked for. */
    IO_URING(
            () -> IoUring.isAvailable(),
            () -> IoUringIoHandler.newFactory(),
            () -> IoUringSocketChannel.class,
            () -> IoUringServerSocketChannel.class);

    private final Supplier<Boolean> available;
    private final Supplier<IoHandlerFactory> handlers;
    private final Supplier<Class<? extends Channel>> channelType;
    private final Supplier<Class<? extends ServerChannel>> serverChannelType;

    IoKind(
            Supplier<Boolean> available,
            Supplier<IoHandlerFactory> handlers,
            Supplier<Class<? extends Channel>> channelType,
            Supplier<Class<? extends ServerChannel>> serverChannelType) {
        this.available = available;
        this.handlers = handlers;
        this.channelType = channelType;
        this.serverChannelType = serverChannelType;
    }

    public boolean isAvailable() {
        try {
            return available.get();
        } catch (LinkageError e) {
            return false;
        }
    }

    static IoKind best() {
        return EPOLL.isAvailable() ? EPOLL : KQUEUE.isAvailable() ? KQUEUE : NIO;
    }

    void requireAvailable() {
        if (!isAvailable()) {
            throw new IllegalStateException(
                    "I/O kind "
                            + this
                            + " does not work here (expected: a system that has it, and"
                            + " Netty's native library for it on the class path; AUTO always works)");
        }
    }

    IoHandlerFactory handlers() {
        return handlers.get();
    }

    Class<? extends Channel> channelType() {
        return channelType.get();
    }

    Class<? extends ServerChannel> serverChannelType() {
        return serverChannelType.get();
    }
}
