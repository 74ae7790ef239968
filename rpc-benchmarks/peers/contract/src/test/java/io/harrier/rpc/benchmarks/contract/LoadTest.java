package io.harrier.rpc.benchmarks.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
    private final ExecutorService replier = Executors.newSingleThreadExecutor();

    @AfterEach
    void tearDown() {
        replier.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"BLOCKING", "VIRTUAL", "ASYNC"})
    void run_closed_countsEachCallOnce(Mode mode) throws Exception {
        Echo client = new Echo(true);

        Window window = new Load(client).run(new Order(mode, 4, 100, 50, 0));

        assertThat(window.calls()).isPositive().isEqualTo(client.calls.get());
        assertThat(client.lengths).containsOnly(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_open_makesAllCallsThatAreDue(boolean async) throws Exception {
        Echo client = new Echo(async);

        Window window = new Load(client).run(new Order(Mode.OPEN, 4, 10, 100, 2_000));

        assertThat(window.calls()).isEqualTo(200 + OpenLoop.RUN_UP_MILLIS * 2);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void run_replyIsShort_fails(Mode mode) {
        Echo client = new Echo(true);
        client.lost = 1;

        assertThatThrownBy(() -> new Load(client).run(new Order(mode, 2, 10, 50, 1_000)))
                .rootCause()
                .hasMessage("length of the reply: 9 (expected: 10)");
    }

    @Test
    void run_secondWindow_forgetsTheFirst() throws Exception {
        Echo client = new Echo(true);
        Load load = new Load(client);
        load.run(new Order(Mode.BLOCKING, 2, 10, 50, 0));
        int before = client.calls.get();

        Window second = load.run(new Order(Mode.BLOCKING, 2, 10, 50, 0));

        assertThat(second.calls()).isEqualTo(client.calls.get() - before);
    }

    @Test
    void parse_textOfAnOrderAndAWindow_isTheSame() {
        Order order = new Order(Mode.OPEN, 64, 1024, 900, 25_000);
        Window window = new Window(12_345, 1.5, 100.25, 200.5, 300.75);

        assertThat(Order.parse(order.text())).isEqualTo(order);
        assertThat(Window.parse(window.text())).isEqualTo(window);
    }

    private final class Echo implements EchoClient {
        private final AtomicInteger calls = new AtomicInteger();
        private final ConcurrentLinkedQueue<Integer> lengths = new ConcurrentLinkedQueue<>();
        private final boolean async;
        private int lost;

        Echo(boolean async) {
            this.async = async;
        }

        @Override
        public int echo(String message) {
            calls.incrementAndGet();
            lengths.add(message.length());
            return message.length() - lost;
        }

        @Override
        public CompletionStage<Integer> echoAsync(String message) {
            return CompletableFuture.supplyAsync(() -> echo(message), replier);
        }

        @Override
        public boolean isAsync() {
            return async;
        }
    }
}
