package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.Tracing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that another host may answer when the first did not. */
final class SecondTryTest {
    interface Store {
        @RpcMethod(idempotent = true)
        String get(String key);
    }

    interface Later {
        CompletableFuture<String> get(String key);
    }

    interface Plain {
        String put(String key);

        String get(String key);
    }

    /** Reads a request and closes, without a reply. */
    private static final class Broken implements AutoCloseable {
        private final ServerSocket port;
        private final AtomicInteger requests = new AtomicInteger();
        private final boolean answersNever;

        Broken(boolean answersNever) throws IOException {
            this.answersNever = answersNever;
            port = RawPeer.listen();
            Thread thread = new Thread(this::serve, "broken");
            thread.setDaemon(true);
            thread.start();
        }

        @SuppressWarnings("MustBeClosedChecker")
        private void serve() {
            while (!port.isClosed()) {
                try {
                    RawPeer peer = RawPeer.accept(port);
                    peer.readFrame();
                    requests.incrementAndGet();
                    if (!answersNever) {
                        peer.close();
                    }
                } catch (IOException e) {
                    Thread.onSpinWait(); // nobody called, or the test is over
                }
            }
        }

        int port() {
            return port.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            port.close();
        }
    }

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger ran = new AtomicInteger();
    private final RpcServer good = server(10_000, "good");

    @AfterEach
    void close() {
        open.countDown();
        good.close();
        Leaks.check();
    }

    @Test
    void idempotentCall_itsConnectionIsLost_isAnsweredByAnotherHost() throws Exception {
        try (Broken broken = new Broken(false);
                RpcClient client = client(broken.port(), good.port())) {
            Store store = client.proxy(Store.class);
            Later later = client.proxy(Later.class, Store.class);
            for (int i = 0; i < 40; i++) {
                assertThat(store.get("a")).isEqualTo("good");
                assertThat(later.get("a").get(10, TimeUnit.SECONDS)).isEqualTo("good");
            }
            assertThat(broken.requests.get()).isPositive();
            assertThat(ran).hasValue(80);
        }
    }

    /** It is the same call of the same trace, for whoever answers it. */
    @Test
    void idempotentCall_answeredByAnotherHost_isOneSpanWithTheServersBelowIt() throws Exception {
        Set<Long> calls = ConcurrentHashMap.newKeySet();
        Set<Long> parents = ConcurrentHashMap.newKeySet();
        try (Broken broken = new Broken(false);
                Tracing tracing = tracing(calls, parents);
                RpcServer traced =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .tracing(tracing)
                                .service((Store) key -> "traced", Store.class, "")
                                .start();
                RpcClient client =
                        RpcClient.builder(target(broken.port(), traced.port()))
                                .tracing(tracing)
                                .build()) {
            for (int i = 0; i < 40; i++) {
                assertThat(client.proxy(Store.class).get("a")).isEqualTo("traced");
            }
            assertThat(broken.requests.get()).isPositive();
        }
        assertThat(calls).hasSize(40).isEqualTo(parents);
    }

    @Test
    void call_itsConnectionIsLostAfterItWasSent_failsAndIsNotRepeated() throws Exception {
        try (Broken broken = new Broken(false);
                RpcClient client = client(broken.port())) {
            assertThatThrownBy(() -> client.proxy(Plain.class).put("a"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONNECTION_LOST))
                    .hasMessageContaining("the call may have run");
            assertThat(broken.requests).hasValue(1);
        }
    }

    @Test
    void method_thatTheClientWasToldOf_isTriedAgain() throws Exception {
        try (Broken broken = new Broken(false);
                RpcClient client =
                        RpcClient.builder(target(broken.port())).idempotent("get").build()) {
            assertThatThrownBy(() -> client.proxy(Plain.class).get("a"))
                    .isInstanceOf(RpcException.class);
            assertThat(broken.requests).hasValue(2);
        }
    }

    @Test
    void idempotentCall_allHostsBreak_failsAfterTwoTriesWithTheTruth() throws Exception {
        try (Broken one = new Broken(false);
                Broken two = new Broken(false);
                Broken three = new Broken(false);
                RpcClient client = client(one.port(), two.port(), three.port())) {
            assertThatThrownBy(() -> client.proxy(Store.class).get("a"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONNECTION_LOST));
            assertThat(one.requests.get() + two.requests.get() + three.requests.get()).isEqualTo(2);
        }
    }

    @Test
    void idempotentCall_theSecondHostIsDown_failsAsOneThatMayHaveRun() throws Exception {
        RpcServer down = server(1, "down");
        int port = down.port();
        down.close();
        try (Broken broken = new Broken(false);
                RpcClient client = client(broken.port(), port)) {
            assertThatThrownBy(() -> client.proxy(Store.class).get("a"))
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.isSafeToRetry()).isFalse());
            assertThat(broken.requests.get()).isPositive();
        }
    }

    @Test
    void secondTry_isSilent_endsAtTheDeadlineOfTheCall() throws Exception {
        try (Broken broken = new Broken(false);
                Broken silent = new Broken(true);
                RpcClient client =
                        RpcClient.builder(target(broken.port(), silent.port()))
                                .timeout(Duration.ofMillis(400))
                                .build()) {
            Store store = client.proxy(Store.class);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> store.get("a"))
                        .isInstanceOfSatisfying(
                                RpcException.class,
                                e ->
                                        assertThat(e.kind())
                                                .isIn(
                                                        ErrorKind.DEADLINE_EXCEEDED,
                                                        ErrorKind.CONNECTION_LOST));
            }
            assertThat(silent.requests.get()).isPositive();
        }
    }

    @Test
    void secondTry_isCancelledWithItsCall() throws Exception {
        try (Broken broken = new Broken(false);
                Broken silent = new Broken(true);
                RpcClient client = client(broken.port(), silent.port())) {
            CompletableFuture<String> call = client.proxy(Later.class, Store.class).get("a");
            awaitOne(silent.requests);
            assertThat(call.cancel(false)).isTrue();
            assertThat(call).isCancelled();
        }
    }

    @Test
    void call_refusedByAFullHost_isAnsweredByAnother() throws Exception {
        RpcServer full = server(1, "full");
        try (RpcClient only = client(full.port());
                RpcClient client = client(full.port(), good.port())) {
            Plain atFull = only.proxy(Plain.class);
            CompletableFuture<String> inside =
                    CompletableFuture.supplyAsync(() -> atFull.put("wait"));
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

            Plain plain = client.proxy(Plain.class);
            for (int i = 0; i < 40; i++) {
                assertThat(plain.put("a")).isEqualTo("good");
            }
            assertThatThrownBy(() -> atFull.put("a"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
            open.countDown();
            assertThat(inside.get(10, TimeUnit.SECONDS)).isEqualTo("full");
        } finally {
            full.close();
        }
    }

    @Test
    void bytes_refusedByAFullHost_areSentToAnother() throws Exception {
        RpcServer full = server(1, "full");
        try (RpcClient only = client(full.port());
                RpcClient client = client(full.port(), good.port())) {
            CompletableFuture<String> inside =
                    CompletableFuture.supplyAsync(() -> only.proxy(Plain.class).put("wait"));
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

            ByteBuf arguments = Unpooled.wrappedBuffer(new byte[] {11, 0, 1, 0, 0, 0, 1, 'a', 0});
            for (int i = 0; i < 40; i++) {
                client.generic("Plain").bytes("put", arguments).release();
            }
            assertThat(arguments.refCnt()).isEqualTo(1);
            arguments.release();
            open.countDown();
            assertThat(inside.get(10, TimeUnit.SECONDS)).isEqualTo("full");
        } finally {
            full.close();
        }
    }

    /** Of all calls, with the spans of the client's and the parents of the server's. */
    private static Tracing tracing(Set<Long> calls, Set<Long> parents) {
        return Tracing.builder()
                .sampling(new SamplingSettings(1, 1, 1, false, 0))
                .exporter(
                        span -> {
                            if (span.side() == Side.CLIENT) {
                                calls.add(span.spanId());
                            } else {
                                parents.add(span.parentId());
                            }
                        })
                .start();
    }

    private static void awaitOne(AtomicInteger count) {
        long start = System.nanoTime();
        while (count.get() == 0 && System.nanoTime() - start < 10_000_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(count.get()).isPositive();
    }

    private String answer(String key, String name) {
        ran.incrementAndGet();
        if (key.equals("wait")) {
            entered.countDown();
            try {
                assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return name;
    }

    private RpcServer server(int maxCalls, String name) {
        Plain handler =
                new Plain() {
                    @Override
                    public String put(String key) {
                        return answer(key, name);
                    }

                    @Override
                    public String get(String key) {
                        return answer(key, name);
                    }
                };
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .maxCalls(maxCalls)
                .service(handler, Plain.class, "Plain")
                .service(handler, Plain.class, "Store")
                .start();
    }

    private static RpcClient client(int... ports) {
        return RpcClient.builder(target(ports)).build();
    }

    private static String target(int... ports) {
        StringBuilder target = new StringBuilder();
        for (int port : ports) {
            target.append(target.isEmpty() ? "" : ",").append("127.0.0.1:").append(port);
        }
        return target.toString();
    }
}
