package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.testing.Leaks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of requests that come faster than handlers take them. */
class WaitingBytesTest {
    private static final int BYTES = 60_000;
    private static final int CALLS = 200;

    /** A message of the longest, with its header: as few as a server lets wait. */
    private static final int LEAST = 64 * 1024 + 64 * 1024 + 22;

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger taken = new AtomicInteger();
    private RpcServer server;

    /** Takes bytes when it is let, and answers at once. */
    @RpcService("Store")
    interface Store {
        int put(byte[] bytes);

        String ping();
    }

    /** The same, asynchronously. */
    @RpcService("Store")
    interface AsyncStore {
        CompletionStage<Integer> put(byte[] bytes);
    }

    @AfterEach
    void stop() {
        open.countDown();
        server.close();
        Leaks.check();
    }

    @Test
    void connection_overItsShare_isReadOnWhenThereIsRoom_andOthersMeanwhile() throws Exception {
        start(builder().maxWaitingBytesPerConnection(1));
        try (RpcClient greedy = client();
                RpcClient other = client()) {
            greedy.proxy(Store.class).ping(); // from here on it has one connection for all calls
            List<CompletableFuture<Integer>> answers = put(greedy, CALLS);
            awaitCalls(2);
            for (int i = 0; i < 20; i++) {
                assertThat(other.proxy(Store.class).ping()).isEqualTo("pong");
            }
            int letIn = server.calls();
            assertThat(letIn * BYTES).as("the thread's, and the rest").isLessThan(2 * LEAST);

            open.countDown();
            for (CompletableFuture<Integer> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(BYTES);
            }
        }
        assertThat(taken).as("each once").hasValue(CALLS);
    }

    @Test
    void requests_overTheBudget_areRefusedAsSafeToRetry() throws Exception {
        start(builder().maxWaitingBytes(1));
        try (RpcClient one = client();
                RpcClient two = client()) {
            List<CompletableFuture<Integer>> first = put(one, 1);
            awaitTaken(1);
            List<CompletableFuture<Integer>> waiting = put(one, 2);
            awaitCalls(3);

            assertThatThrownBy(() -> two.proxy(Store.class).put(new byte[BYTES]))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED);
                                assertThat(e.isSafeToRetry()).isTrue();
                            })
                    .hasMessageContaining("at most " + LEAST);
            open.countDown();
            assertThat(first.get(0).get(10, TimeUnit.SECONDS)).isEqualTo(BYTES);
            assertThat(waiting.get(1).get(10, TimeUnit.SECONDS)).isEqualTo(BYTES);
            assertThat(two.proxy(Store.class).put(new byte[BYTES])).isEqualTo(BYTES);
        }
    }

    private static RpcServerBuilder builder() {
        return RpcServer.builder().maxFrameBytes(64 * 1024).maxHeaderBytes(64 * 1024);
    }

    private void start(RpcServerBuilder builder) {
        server =
                builder.address("127.0.0.1", 0)
                        .handlerThreads(HandlerThreads.POOL)
                        .poolThreads(1)
                        .service(new Handler())
                        .start();
    }

    private RpcClient client() {
        return RpcClient.builder("127.0.0.1:" + server.port())
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static List<CompletableFuture<Integer>> put(RpcClient client, int calls) {
        AsyncStore store = client.proxy(AsyncStore.class);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            answers.add(store.put(new byte[BYTES]).toCompletableFuture());
        }
        return answers;
    }

    private void awaitCalls(int calls) throws InterruptedException {
        for (int i = 0; server.calls() < calls && i < 5_000; i++) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(server.calls()).isGreaterThanOrEqualTo(calls);
    }

    private void awaitTaken(int calls) throws InterruptedException {
        for (int i = 0; taken.get() < calls && i < 5_000; i++) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private final class Handler implements Store {
        @Override
        public int put(byte[] bytes) {
            taken.incrementAndGet();
            try {
                open.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return bytes.length;
        }

        @Override
        @RpcMethod(nonBlocking = true)
        public String ping() {
            return "pong";
        }
    }
}
