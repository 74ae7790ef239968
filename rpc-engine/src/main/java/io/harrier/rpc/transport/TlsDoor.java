package io.harrier.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.PromiseNotifier;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server's connections that are to be encrypted, until they are. A peer whose first
 * byte begins no TLS record is let through as it is, for its calls to be refused in words that it
 * understands. On the event loop.
 */
final class TlsDoor extends ChannelDuplexHandler {
    /** The first byte of every TLS connection, and of no frame that is accepted. */
    private static final int HANDSHAKE_RECORD = 22;

    private static final long LINGER_MILLIS = 1_000;

    private final ServerConnection connection;
    private final SslHandler encryption;
    private boolean begun;
    private boolean lingering;

    /**
     * @param encryption stands behind the door
     */
    TlsDoor(ServerConnection connection, SslHandler encryption) {
        this.connection = connection;
        this.encryption = encryption;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        encryption
                .handshakeFuture()
                .addListener(
                        done -> {
                            if (done.isSuccess()) {
                                ctx.pipeline().remove(this);
                            }
                        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (lingering) {
            bytes.release();
        } else if (begun || !bytes.isReadable()) {
            ctx.fireChannelRead(bytes);
        } else {
            begun = true;
            if (bytes.getUnsignedByte(bytes.readerIndex()) != HANDSHAKE_RECORD) {
                stepAside(ctx);
            }
            ctx.fireChannelRead(bytes);
        }
    }

    /**
     * Gives the peer time to read why its handshake failed: a socket closed with unread bytes takes
     * back what was sent last.
     */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (!lingering && !(begun && ctx.channel() instanceof DuplexChannel)) {
            ctx.close(promise);
            return;
        }
        PromiseNotifier.cascade(ctx.channel().closeFuture(), promise);
        if (!lingering) {
            lingering = true;
            ((DuplexChannel) ctx.channel()).shutdownOutput();
            ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void stepAside(ChannelHandlerContext ctx) {
        connection.refusePlain();
        ctx.pipeline().remove(encryption);
        ctx.pipeline().remove(this);
    }
}
