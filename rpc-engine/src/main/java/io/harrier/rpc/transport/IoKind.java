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

/**
 * How sockets are driven. All but NIO need a native library of Netty's on the class path; each
 * constant touches its own classes only when it is used.
 */
public enum IoKind {
    /** Epoll where it works, else kqueue, else NIO. */
    AUTO,
    EPOLL,
    KQUEUE,
    NIO,
    /** Only when asked for. */
    IO_URING;

    public boolean isAvailable() {
        try {
            return switch (this) {
                case EPOLL -> Epoll.isAvailable();
                case KQUEUE -> KQueue.isAvailable();
                case IO_URING -> IoUring.isAvailable();
                case AUTO, NIO -> true;
            };
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
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case KQUEUE -> KQueueIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case AUTO, NIO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends Channel> channelType() {
        return switch (this) {
            case EPOLL -> EpollSocketChannel.class;
            case KQUEUE -> KQueueSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            case AUTO, NIO -> NioSocketChannel.class;
        };
    }

    Class<? extends ServerChannel> serverChannelType() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case KQUEUE -> KQueueServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            case AUTO, NIO -> NioServerSocketChannel.class;
        };
    }
}
