package io.harrier.rpc.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens connections to one host. For any thread. */
public final class Connector {
    /** Bytes that may wait in a socket before callers do. */
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    private final EventLoops loops;
    private final Bootstrap bootstrap;
    private final String text;
    private final String host;
    private final int port;
    private final Supplier<CompletionStage<? extends SocketAddress>> address;
    private final ClientSettings settings;
    private volatile @Nullable CompletableFuture<? extends SocketAddress> lookUp;

    public Connector(EventLoops loops, String host, int port, ClientSettings settings) {
        this(
                new Bootstrap()
                        .channel(loops.channelType())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true),
                loops,
                host + ':' + port,
                host,
                port,
                () -> HostName.resolve(host, port),
                settings);
    }

    /**
     * @param text host and port, for people
     * @param address looks the host's address up, which may take long or forever
     */
    Connector(
            Bootstrap bootstrap,
            EventLoops loops,
            String text,
            String host,
            int port,
            Supplier<CompletionStage<? extends SocketAddress>> address,
            ClientSettings settings) {
        this.loops = loops;
        this.text = text;
        this.host = host;
        this.port = port;
        this.address = address;
        this.settings = settings;
        this.bootstrap =
                bootstrap
                        .group(loops.group())
                        .option(ChannelOption.ALLOCATOR, loops.reads())
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) Math.max(1, settings.connectTimeout().toMillis()));
    }

    /** To the server of this JVM that has an {@link InProcess} name. */
    public static Connector inProcess(EventLoops loops, String name, ClientSettings settings) {
        return new Connector(
                new Bootstrap().channel(LocalChannel.class),
                loops,
                InProcess.SCHEME + name,
                name,
                -1,
                () -> CompletableFuture.completedStage(InProcess.address(name)),
                settings);
    }

    /**
     * Completes on the connection's event loop; exceptionally, with what the socket said, if there
     * is no connection.
     */
    public CompletionStage<ClientConnection> connect(ConnectionListener listener) {
        CompletableFuture<ClientConnection> opened = new CompletableFuture<>();
        foundInTime()
                .whenComplete(
                        (found, error) -> {
                            if (error == null) {
                                tryConnect(found, listener, opened);
                            } else {
                                opened.completeExceptionally(error);
                            }
                        });
        return opened;
    }

    private CompletableFuture<SocketAddress> foundInTime() {
        CompletableFuture<SocketAddress> inTime = new CompletableFuture<>();
        lookUp().whenComplete(
                        (found, error) -> {
                            if (error == null) {
                                inTime.complete(found);
                            } else {
                                inTime.completeExceptionally(error);
                            }
                        });
        if (!inTime.isDone()) {
            endInTime(inTime);
        }
        return inTime;
    }

    /** One that hangs keeps a thread: who comes meanwhile waits for the same. */
    private CompletionStage<? extends SocketAddress> lookUp() {
        CompletableFuture<? extends SocketAddress> last = lookUp;
        if (last == null || last.isDone()) {
            last = address.get().toCompletableFuture();
            lookUp = last;
        }
        return last;
    }

    private void endInTime(CompletableFuture<SocketAddress> inTime) {
        Duration limit = settings.connectTimeout();
        try {
            Future<?> end =
                    loops.group()
                            .schedule(
                                    () ->
                                            inTime.completeExceptionally(
                                                    new LookUpException(host, limit)),
                                    Math.max(1, limit.toMillis()),
                                    TimeUnit.MILLISECONDS);
            inTime.whenComplete((found, error) -> end.cancel(false));
        } catch (RejectedExecutionException e) {
            inTime.completeExceptionally(e);
        }
    }

    /** Keys that cannot be used must not leave anybody waiting. */
    private void tryConnect(
            SocketAddress found,
            ConnectionListener listener,
            CompletableFuture<ClientConnection> opened) {
        try {
            connect(found, listener, opened);
        } catch (RuntimeException e) {
            opened.completeExceptionally(e);
        }
    }

    private static ChannelFuture connect(Bootstrap one, SocketAddress found) {
        return found instanceof LocalAddress
                ? one.connect(found, InProcess.nextClient())
                : one.connect(found);
    }

    private void connect(
            SocketAddress found,
            ConnectionListener listener,
            CompletableFuture<ClientConnection> opened) {
        ClientTls tls = settings.tls();
        SslHandler encryption = tls == null ? null : tls.handler(host, port);
        ClientConnection[] made = new ClientConnection[1];
        Bootstrap one =
                bootstrap
                        .clone()
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        loops.keepTidy(channel.eventLoop());
                                        made[0] =
                                                new ClientConnection(
                                                        channel,
                                                        loops.timers(channel.eventLoop()),
                                                        loops.frames(),
                                                        settings,
                                                        listener);
                                        if (encryption != null) {
                                            channel.pipeline().addLast(encryption);
                                        }
                                        channel.pipeline()
                                                .addLast(
                                                        settings.codec().decoder(settings.limits()),
                                                        made[0]);
                                    }
                                });
        connect(one, found)
                .addListener(
                        done -> {
                            if (!done.isSuccess()) {
                                opened.completeExceptionally(done.cause());
                            } else if (encryption == null) {
                                opened.complete(made[0]);
                            } else {
                                whenEncrypted(encryption, made[0], opened);
                            }
                        });
    }

    private void whenEncrypted(
            SslHandler encryption,
            ClientConnection made,
            CompletableFuture<ClientConnection> opened) {
        encryption
                .handshakeFuture()
                .addListener(
                        done -> {
                            if (done.isSuccess()) {
                                opened.complete(made);
                            } else {
                                String name = encryption.engine().getPeerHost();
                                opened.completeExceptionally(
                                        HandshakeException.of(done.cause(), name));
                            }
                        });
    }

    @Override
    public String toString() {
        return text;
    }
}
