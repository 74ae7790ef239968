package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.testing.RawPeer;
import io.netty.bootstrap.Bootstrap;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ConnectorTest {
    private final EventLoops loops = EventLoops.open(IoKind.AUTO, 1, "connector-test");
    private final AtomicInteger lookUps = new AtomicInteger();
    private final CompletableFuture<SocketAddress> address = new CompletableFuture<>();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void connect_lookUpHangs_failsAfterTheConnectTimeout() {
        Connector connector = connector(() -> address, Duration.ofMillis(20));

        assertThatThrownBy(() -> connect(connector).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(LookUpException.class)
                .cause()
                .hasMessageStartingWith("the look-up of 'slow.test' has not ended after 20 ms")
                .hasMessageContaining("expected: an address within the connect timeout");
    }

    /** Each look-up that hangs keeps a thread. */
    @Test
    void connect_lookUpBeforeStillHangs_waitsForThat() throws Exception {
        try (ServerSocket port = RawPeer.listen()) {
            Connector connector = connector(this::count, Duration.ofSeconds(20));
            CompletableFuture<ClientConnection> first = connect(connector);
            CompletableFuture<ClientConnection> second = connect(connector);
            assertThat(lookUps).hasValue(1);

            address.complete(port.getLocalSocketAddress());

            assertThat(first.get(20, TimeUnit.SECONDS).isOpen()).isTrue();
            assertThat(second.get(20, TimeUnit.SECONDS).isOpen()).isTrue();
            connect(connector);
            assertThat(lookUps).as("the next is a new one").hasValue(2);
        }
    }

    @Test
    void connect_lookUpEndsAfterItsTime_opensNothing() throws Exception {
        try (ServerSocket port = RawPeer.listen()) {
            Connector late = connector(() -> address, Duration.ofMillis(500));
            CompletableFuture<ClientConnection> given = connect(late);
            assertThatThrownBy(() -> given.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(LookUpException.class);

            address.complete(port.getLocalSocketAddress());
            connect(late).get(20, TimeUnit.SECONDS).closeNow();

            try (RawPeer first = RawPeer.accept(port)) {
                assertThat(first.isAtEnd()).as("no other came before").isTrue();
            }
        }
    }

    private CompletionStage<SocketAddress> count() {
        lookUps.incrementAndGet();
        return address;
    }

    private static CompletableFuture<ClientConnection> connect(Connector connector) {
        return connector.connect(new Ignored()).toCompletableFuture();
    }

    private Connector connector(
            Supplier<CompletionStage<? extends SocketAddress>> address, Duration limit) {
        ClientSettings settings =
                new ClientSettings(
                        new ThriftCodec(),
                        FrameLimits.DEFAULT,
                        false,
                        limit,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Ticker.SYSTEM,
                        null);
        InetSocketAddress name = InetSocketAddress.createUnresolved("slow.test", 1);
        return new Connector(
                new Bootstrap().channel(loops.channelType()),
                loops,
                HostName.text(name),
                name.getHostString(),
                name.getPort(),
                address,
                settings);
    }

    private static final class Ignored implements ConnectionListener {
        @Override
        public void onRoom(ClientConnection connection) {}

        @Override
        public void onMultiplexed(ClientConnection connection) {}

        @Override
        public void onSilence() {}

        @Override
        public void onClosed(ClientConnection connection) {}
    }
}
