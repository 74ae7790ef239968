package io.harrier.rpc.transport;

import io.harrier.rpc.frame.FrameDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server's open port, with the connections that came through it. For any thread. */
public final class Listener {
    private static final int BACKLOG = 1024;
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    private final Map<ServerConnection, EventLoop> connections = new ConcurrentHashMap<>();
    private final List<Future<?>> ticks = new ArrayList<>();
    private final ServerSettings settings;
    private final RequestHandler handler;
    private final int maxConnections;
    private final Channel port;

    /**
     * @throws Exception what the socket said, if the address cannot be bound
     */
    public Listener(
            EventLoops loops,
            InetSocketAddress address,
            int maxConnections,
            ServerSettings settings,
            RequestHandler handler)
            throws Exception {
        this.settings = settings;
        this.handler = handler;
        this.maxConnections = maxConnections;
        port =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(loops.serverChannelType())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        accept(channel);
                                    }
                                })
                        .bind(address)
                        .sync()
                        .channel();
        loops.group().forEach(loop -> ticks.add(tickOn((EventLoop) loop)));
    }

    /** The port that was bound. */
    public int port() {
        return ((InetSocketAddress) port.localAddress()).getPort();
    }

    /** Accepts no more connections. */
    public void close() {
        port.close().awaitUninterruptibly();
    }

    /** Ends the connections that are left, and forgets the loops, which others may go on using. */
    public void closeNow() {
        connections.keySet().forEach(ServerConnection::closeNow);
        ticks.forEach(tick -> tick.cancel(false));
    }

    public void forEachConnection(Consumer<ServerConnection> action) {
        connections.keySet().forEach(action);
    }

    public int connections() {
        return connections.size();
    }

    private void accept(Channel channel) {
        if (connections.size() >= maxConnections) {
            channel.close();
            return;
        }
        FrameDecoder decoder = settings.codec().decoder(settings.limits());
        ServerConnection connection = new ServerConnection(channel, settings, handler, decoder);
        connections.put(connection, channel.eventLoop());
        channel.closeFuture().addListener(done -> connections.remove(connection));
        channel.pipeline().addLast(decoder, connection);
    }

    private Future<?> tickOn(EventLoop loop) {
        return loop.scheduleWithFixedDelay(() -> tick(loop), 1, 1, TimeUnit.SECONDS);
    }

    private void tick(EventLoop loop) {
        connections.forEach(
                (connection, home) -> {
                    if (home == loop) {
                        connection.tick();
                    }
                });
    }
}
