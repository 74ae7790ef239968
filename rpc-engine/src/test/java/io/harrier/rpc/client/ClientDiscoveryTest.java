package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client, hosts that come and go. */
final class ClientDiscoveryTest {
    public interface Names {
        String name(String key);

        CompletableFuture<String> later(String key);
    }

    private record Named(String name, CountDownLatch entered, CountDownLatch open)
            implements Names {
        @Override
        public String name(String key) {
            if (key.equals("wait")) {
                entered.countDown();
                await(open);
            }
            return name;
        }

        @Override
        public CompletableFuture<String> later(String key) {
            return CompletableFuture.completedFuture(name(key));
        }
    }

    /** Tells what the test says. */
    private static final class Told implements Discovery {
        private Discovery.Listener listener;
        private boolean isClosed;

        @Override
        public Watch watch(Discovery.Listener told) {
            listener = told;
            return () -> isClosed = true;
        }

        void hosts(RpcServer... servers) {
            listener.onHosts(
                    Stream.of(servers)
                            .map(server -> new HostAddress("127.0.0.1", server.port()))
                            .toList());
        }
    }

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final RpcServer a = server("a");
    private final RpcServer b = server("b");
    private final Told discovery = new Told();
    private final RpcClient client = RpcClient.builder("names").discovery(discovery).build();
    private final Names names = client.proxy(Names.class);

    @AfterEach
    void close() {
        open.countDown();
        client.close();
        a.close();
        b.close();
        Leaks.check();
    }

    @Test
    void calls_beforeTheFirstAnswer_waitForIt() throws Exception {
        CompletableFuture<String> async = names.later("");
        CompletableFuture<String> blocking = CompletableFuture.supplyAsync(() -> names.name(""));
        assertThat(async).isNotDone();
        discovery.hosts(a);

        assertThat(async.get(10, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(blocking.get(10, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void calls_beforeTheFirstAnswer_waitNoLongerThanTheirDeadline() {
        try (CallScope scope = CallScope.open().timeout(Duration.ofMillis(50))) {
            assertThat(scope).isNotNull();
            assertThatThrownBy(() -> names.name("")).satisfies(is(ErrorKind.DEADLINE_EXCEEDED));
            assertThatThrownBy(() -> names.later("").join())
                    .cause()
                    .satisfies(is(ErrorKind.DEADLINE_EXCEEDED));
        }
    }

    @Test
    void calls_beforeTheFirstAnswer_areForgottenWhenTheyHaveEnded() {
        List<WeakReference<String>> arguments =
                List.of(expired(names::name), expired(argument -> names.later(argument).join()));

        for (WeakReference<String> argument : arguments) {
            for (int i = 0; i < 100 && argument.get() != null; i++) {
                System.gc();
            }
            assertThat(argument.get()).isNull();
        }
    }

    private static WeakReference<String> expired(Consumer<String> call) {
        String argument = new String("waits");
        try (CallScope scope = CallScope.open().timeout(Duration.ofMillis(50))) {
            assertThat(scope).isNotNull();
            assertThatThrownBy(() -> call.accept(argument)).isNotNull();
        }
        return new WeakReference<>(argument);
    }

    @Test
    void calls_noHostWasEverFound_failAtOnceAndSayWhy() {
        CompletableFuture<String> early = names.later("");
        discovery.listener.onFailure(new IOException("registry is down"));

        assertThatThrownBy(() -> names.name(""))
                .satisfies(is(ErrorKind.NOT_SENT))
                .hasMessage(
                        "no hosts of names are known: java.io.IOException: registry is down"
                                + " (expected: one at least; safe to retry)");
        assertThatThrownBy(early::join).cause().satisfies(is(ErrorKind.NOT_SENT));
        discovery.hosts(a);
        assertThat(names.name("")).isEqualTo("a");
    }

    @Test
    void hostIsAdded_isUsed() {
        discovery.hosts(a);
        assertThat(called(20)).containsExactly("a");
        discovery.hosts(a, b);

        assertThat(called(500)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void hostIsRemoved_losesItsConnectionsWhenItsCallsHaveEnded() throws Exception {
        discovery.hosts(a);
        CompletableFuture<String> inFlight =
                CompletableFuture.supplyAsync(() -> names.name("wait"));
        await(entered);
        discovery.hosts(b);

        assertThat(called(50)).containsExactly("b");
        assertThat(a.connections()).isEqualTo(1);
        open.countDown();
        assertThat(inFlight.get(10, TimeUnit.SECONDS)).isEqualTo("a");
        awaitNoConnections(a);
    }

    @Test
    void answerIsEmptyOrFails_knownHostsStay() {
        discovery.hosts(a);
        discovery.hosts();
        discovery.listener.onFailure(new IOException());

        assertThat(called(20)).containsExactly("a");
    }

    @Test
    void clientIsClosed_watchesNoMoreAndSaysSo() {
        discovery.hosts(a);
        client.close();

        assertThat(discovery.isClosed).isTrue();
        assertThatThrownBy(() -> names.name(""))
                .satisfies(is(ErrorKind.NOT_SENT))
                .hasMessage("the client of names is closed (expected: an open one)");
    }

    @Test
    void dns_findsTheHost() {
        try (RpcClient dns = RpcClient.builder("dns://localhost:" + a.port()).build()) {
            // the name may stand for an address of IPv6 too, where nobody listens
            assertThat(dns.proxy(Names.class).name("")).isEqualTo("a");
        }
    }

    @Test
    void consistentHash_sameKeySameHost_byArgumentOrMetadata() {
        String target = "127.0.0.1:" + a.port() + ",127.0.0.1:" + b.port();
        RpcClientBuilder hashing =
                RpcClient.builder(target).loadBalancing(LoadBalancing.CONSISTENT_HASH);
        assertThatIllegalArgumentException()
                .isThrownBy(hashing::build)
                .withMessageContaining("expected: hashKey");
        try (RpcClient byArgument = hashing.hashKey(call -> call.arguments()[0]).build();
                RpcClient byMetadata = hashing.hashKey("user").build()) {
            Set<String> used = new HashSet<>();
            for (int user = 0; user < 30; user++) {
                String key = "user-" + user;
                String host = byArgument.proxy(Names.class).name(key);
                used.add(host);
                try (CallScope scope = CallScope.open().transientValue("user", key)) {
                    assertThat(scope).isNotNull();
                    for (int i = 0; i < 3; i++) {
                        assertThat(byArgument.proxy(Names.class).name(key)).isEqualTo(host);
                        assertThat(byMetadata.proxy(Names.class).name("")).isEqualTo(host);
                    }
                }
            }
            assertThat(used).hasSize(2);
        }
    }

    @Test
    void consistentHash_sameBytesSameHost() {
        String target = "127.0.0.1:" + a.port() + ",127.0.0.1:" + b.port();
        AtomicReference<Object> key = new AtomicReference<>();
        try (RpcClient hashing =
                RpcClient.builder(target)
                        .loadBalancing(LoadBalancing.CONSISTENT_HASH)
                        .hashKey(call -> key.get())
                        .build()) {
            Names hashed = hashing.proxy(Names.class);
            for (int user = 0; user < 30; user++) {
                byte[] bytes = ("user-" + user).getBytes(StandardCharsets.UTF_8);
                key.set("user-" + user);
                String host = hashed.name("");
                for (Object same : formsOf(bytes)) {
                    key.set(same);
                    assertThat(hashed.name("")).isEqualTo(host);
                }
            }
        }
    }

    private static List<Object> formsOf(byte[] bytes) {
        byte[] longer = Arrays.copyOf(bytes, 100);
        return List.of(
                bytes,
                bytes.clone(),
                ByteBuffer.wrap(longer, 0, bytes.length),
                ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer(),
                Unpooled.wrappedBuffer(longer, 0, bytes.length));
    }

    private Set<String> called(int calls) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < calls; i++) {
            seen.add(names.name(""));
        }
        return seen;
    }

    private static java.util.function.Consumer<Throwable> is(ErrorKind kind) {
        return e ->
                assertThat(e)
                        .isInstanceOfSatisfying(
                                RpcException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private static void awaitNoConnections(RpcServer server) {
        long start = System.nanoTime();
        while (server.connections() > 0 && System.nanoTime() - start < 10_000_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(server.connections()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RpcServer server(String name) {
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .service(new Named(name, entered, open))
                .start();
    }
}
