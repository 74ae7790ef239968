package io.harrier.rpc.transport;

import io.harrier.rpc.frame.FrameDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a server is reached, over TCP, by a name in its JVM, or both, with the connections that
 * came in. For any thread.
 */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 1024;
    private static final int NO_PORT = -1;
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;
    private final List<Channel> open = new CopyOnWriteArrayList<>();
    private final EventLoops loops;
    private final ServerSettings settings;
    private final RequestHandler handler;
    private final int maxConnections;

    /** Listens nowhere yet. */
    public Listener(
            EventLoops loops, int maxConnections, ServerSettings settings, RequestHandler handler) {
        this.loops = loops;
        this.settings = settings;
        this.handler = handler;
        this.maxConnections = maxConnections;
    }

    /**
     * Opens a port.
     *
     * @throws Exception what the socket said, if the address cannot be bound
     */
    public void listen(InetSocketAddress address) throws Exception {
        bind(
                bootstrap()
                        .channel(loops.serverChannelType())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false),
                address);
        String danger = danger(address.getAddress(), port(), isEncrypted());
        if (danger != null) {
            LOG.warn("{}", danger);
        }
    }

    /** What an operator is to hear of a port that was opened; null if it is well guarded. */
    static @Nullable String danger(InetAddress address, int port, boolean isEncrypted) {
        if (isEncrypted || address.isLoopbackAddress()) {
            return null;
        }
        return "RPC listens on "
                + address.getHostAddress()
                + ", port "
                + port
                + ", without TLS: whoever reaches it can call, and read what others call (expected:"
                + " TLS, or an address that only trusted machines reach, such as 127.0.0.1)";
    }

    /**
     * Takes an {@link InProcess} name.
     *
     * @throws Exception if another server of this JVM has it
     */
    public void listen(String name) throws Exception {
        bind(bootstrap().channel(LocalServerChannel.class), InProcess.address(name));
    }

    /** The port that was bound; -1 if none was. */
    public int port() {
        return open.stream()
                .map(Channel::localAddress)
                .filter(InetSocketAddress.class::isInstance)
                .mapToInt(address -> ((InetSocketAddress) address).getPort())
                .findFirst()
                .orElse(NO_PORT);
    }

    /** Whether all connections are encrypted. */
    public boolean isEncrypted() {
        return settings.tls() != null;
    }

    /** Accepts no more connections. */
    public void close() {
        open.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    /** Ends the connections that are left. */
    public void closeNow() {
        close();
        connections.forEach(ServerConnection::closeNow);
    }

    /**
     * Accepts no more connections; those that there are, and are being accepted, end in good order.
     */
    public void drain() {
        draining = true; // before it is looked which there are: the others look here
        close();
        connections.forEach(ServerConnection::drain);
    }

    public int connections() {
        return connections.size();
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(loops.group())
                .childOption(ChannelOption.ALLOCATOR, loops.reads())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                accept(channel);
                            }
                        });
    }

    private void bind(ServerBootstrap bootstrap, SocketAddress address) throws Exception {
        open.add(bootstrap.bind(address).sync().channel());
    }

    /** Whatever is thrown here closes the channel. */
    private void accept(Channel channel) {
        if (connections.size() >= maxConnections) {
            channel.close();
            return;
        }
        loops.keepTidy(channel.eventLoop());
        FrameDecoder decoder = settings.codec().decoder(settings.limits());
        LoopTimers timers = loops.timers(channel.eventLoop());
        ServerConnection connection =
                new ServerConnection(channel, timers, loops.frames(), settings, handler, decoder);
        connections.add(connection);
        channel.closeFuture().addListener(done -> connections.remove(connection));
        ServerTls tls = settings.tls();
        if (tls != null) {
            SslHandler encryption = tls.handler();
            channel.pipeline().addLast(new TlsDoor(connection, encryption), encryption);
        }
        channel.pipeline().addLast(decoder, connection);
        if (draining) {
            connection.drain();
        }
    }
}
