package io.harrier.rpc.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens connections to one host. For any thread. */
public final class Connector {
    /** Bytes that may wait in a socket before callers do. */
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    private final Bootstrap bootstrap;
    private final String host;
    private final int port;
    private final ClientSettings settings;

    public Connector(EventLoops loops, String host, int port, ClientSettings settings) {
        this.host = host;
        this.port = port;
        this.settings = settings;
        bootstrap =
                new Bootstrap()
                        .group(loops.group())
                        .channel(loops.channelType())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) Math.max(1, settings.connectTimeout().toMillis()));
    }

    /**
     * Completes on the connection's event loop; exceptionally, with what the socket said, if there
     * is no connection.
     */
    public CompletionStage<ClientConnection> connect(ConnectionListener listener) {
        CompletableFuture<ClientConnection> opened = new CompletableFuture<>();
        HostName.resolve(host, port)
                .whenComplete(
                        (address, error) -> {
                            if (error == null) {
                                connect(address, listener, opened);
                            } else {
                                opened.completeExceptionally(error);
                            }
                        });
        return opened;
    }

    private void connect(
            InetSocketAddress address,
            ConnectionListener listener,
            CompletableFuture<ClientConnection> opened) {
        ClientConnection[] made = new ClientConnection[1];
        bootstrap
                .clone()
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                made[0] = new ClientConnection(channel, settings, listener);
                                channel.pipeline()
                                        .addLast(
                                                settings.codec().decoder(settings.limits()),
                                                made[0]);
                            }
                        })
                .connect(address)
                .addListener(
                        done -> {
                            if (done.isSuccess()) {
                                opened.complete(made[0]);
                            } else {
                                opened.completeExceptionally(done.cause());
                            }
                        });
    }

    @Override
    public String toString() {
        return host + ':' + port;
    }
}
