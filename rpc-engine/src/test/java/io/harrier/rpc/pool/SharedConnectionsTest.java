package io.harrier.rpc.pool;

import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.strings;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.testing.RawPeer;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.ClientSettings;
import io.harrier.rpc.transport.ConnectionListener;
import io.harrier.rpc.transport.Connector;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real connections to a peer that says that it shares them, and nothing more. */
final class SharedConnectionsTest {
    private static final int MAX = 4;
    private static final int ROOM = 1024;

    private final EventLoops loops = EventLoops.open(IoKind.AUTO, 1, "shared-test");
    private final SharedConnections shared = new SharedConnections(MAX, new Random(1));
    private final List<ClientConnection> connections = new ArrayList<>();
    private final List<RawPeer> peers = new ArrayList<>();

    /** All are busy for as long as they are needed to be, to take one more in. */
    @BeforeEach
    void open() throws Exception {
        List<List<QuietCall>> rushes = new ArrayList<>();
        try (ServerSocket port = RawPeer.listen()) {
            Connector connector =
                    new Connector(loops, "127.0.0.1", port.getLocalPort(), settings());
            for (int i = 0; i < MAX; i++) {
                connections.add(share(connector, port));
                rushes.add(calls(connections.get(i), SharedConnections.BUSY));
                assertThat(shared.add(lease(connections.get(i)))).isTrue();
            }
        }
        for (int i = 0; i < MAX; i++) {
            rushes.get(i).forEach(connections.get(i)::unclaim);
        }
    }

    @AfterEach
    void close() throws Exception {
        connections.forEach(ClientConnection::closeNow);
        for (RawPeer peer : peers) {
            peer.close();
        }
        loops.close();
    }

    /** The busiest of all is the busier one of any two. */
    @Test
    void pick_oneIsBusier_neverTakesThat() {
        for (ClientConnection busy : connections) {
            List<QuietCall> calls = calls(busy, 2);

            assertThat(picked(200)).hasSize(MAX - 1).doesNotContain(busy);
            calls.forEach(busy::unclaim);
        }
    }

    @Test
    void pick_allAreAlike_takesEachByAndBy() {
        assertThat(picked(200)).containsExactlyInAnyOrderElementsOf(connections);
    }

    /** Not the best of all: those who look at once would all go there. */
    @Test
    void pick_oneIsFree_takesOthersToo() {
        connections.subList(1, MAX).forEach(each -> calls(each, 2));

        assertThat(picked(200)).containsExactlyInAnyOrderElementsOf(connections);
    }

    @Test
    void claim_oneHasLeast_takesThat() {
        connections.forEach(each -> calls(each, 3));
        ClientConnection least = connections.get(2);
        least.unclaim(calls(least, 1).get(0));
        connections.stream().filter(each -> each != least).forEach(each -> calls(each, 1));

        assertThat(shared.claim(QuietCall.blocking())).isSameAs(least);
    }

    @Test
    void claim_fullOnes_arePassedOver() {
        connections.subList(0, MAX - 1).forEach(each -> calls(each, ROOM));
        calls(connections.get(MAX - 1), ROOM - 1);

        assertThat(shared.claim(QuietCall.blocking())).isSameAs(connections.get(MAX - 1));
        assertThat(shared.claim(QuietCall.blocking())).as("all are full").isNull();
    }

    /** They have no calls: they would be the least loaded. */
    @Test
    void claim_closedOnes_arePassedOver() {
        ClientConnection open = connections.get(MAX - 1);
        connections.subList(0, MAX - 1).forEach(ClientConnection::closeNow);
        calls(open, 5);

        assertThat(shared.claim(QuietCall.blocking())).isSameAs(open);
        open.closeNow();
        assertThat(shared.claim(QuietCall.blocking())).as("all are closed").isNull();
        assertThat(shared.hasOpen()).isFalse();
    }

    private Set<ClientConnection> picked(int times) {
        Set<ClientConnection> picked = new HashSet<>();
        for (int i = 0; i < times; i++) {
            picked.add(shared.pick());
        }
        return picked;
    }

    private static List<QuietCall> calls(ClientConnection connection, int count) {
        List<QuietCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(QuietCall.blocking());
            assertThat(connection.claim(calls.get(i))).isTrue();
        }
        return calls;
    }

    private static Lease lease(ClientConnection connection) {
        @SuppressWarnings("NullAway") // nobody tells it anything
        Lease lease = new Lease(null, false, 0);
        lease.open(connection, 0);
        return lease;
    }

    /** One more connection, whose first reply has said that it is shared. */
    private ClientConnection share(Connector connector, ServerSocket port) throws Exception {
        CompletableFuture<ClientConnection> multiplexed = new CompletableFuture<>();
        ClientConnection opened =
                connector
                        .connect(new Told(multiplexed))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        QuietCall first = calls(opened, 1).get(0);
        RawPeer peer = RawPeer.accept(port);
        peers.add(peer);
        String yes = framed(reply("echo", first.id(), "yes"));
        peer.send(withHeader(0, first.id(), strings("hr", "1"), yes));
        return multiplexed.get(10, TimeUnit.SECONDS);
    }

    private static ClientSettings settings() {
        return new ClientSettings(
                new ThriftCodec(),
                FrameLimits.DEFAULT,
                true,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Ticker.SYSTEM,
                null);
    }

    private record Told(CompletableFuture<ClientConnection> multiplexed)
            implements ConnectionListener {
        @Override
        public void onRoom(ClientConnection connection) {
            multiplexed.complete(connection); // the reply's call has left
        }

        @Override
        public void onMultiplexed(ClientConnection connection) {}

        @Override
        public void onSilence() {}

        @Override
        public void onClosed(ClientConnection connection) {}
    }
}
