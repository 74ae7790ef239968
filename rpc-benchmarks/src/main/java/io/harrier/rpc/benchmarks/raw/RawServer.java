package io.harrier.rpc.benchmarks.raw;

import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Netty alone: sends back each frame as it came, without a copy, one flush for all of a read. */
final class RawServer {
    private RawServer() {}

    /**
     * Starts a server that lives as long as its JVM; its port.
     *
     * @param handlers makes what answers on a connection
     */
    static int serve(IoKind io, Supplier<ChannelHandler> handlers) throws InterruptedException {
        Class<? extends ServerChannel> type =
                io == IoKind.EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        Channel port =
                new ServerBootstrap()
                        .group(EventLoops.open(io, 1, "netty-server").group())
                        .channel(type)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childHandler(new Pipeline(handlers))
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        return ((InetSocketAddress) port.localAddress()).getPort();
    }

    /** Frames stay whole, with their length. */
    static LengthFieldBasedFrameDecoder frames() {
        return new LengthFieldBasedFrameDecoder(1 << 20, 0, Integer.BYTES);
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final Supplier<ChannelHandler> handlers;

        Pipeline(Supplier<ChannelHandler> handlers) {
            this.handlers = handlers;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(frames(), handlers.get());
        }
    }

    /** Answers on the event loop. */
    static final class Inline extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            ctx.write(frame, ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
