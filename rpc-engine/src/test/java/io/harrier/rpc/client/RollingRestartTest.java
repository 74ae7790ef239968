package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The small form of the benchmark of this name: one JVM, calls that may not run twice. */
final class RollingRestartTest {
    private static final int RESTARTS = 3;
    private static final int CALLERS = 8;
    private static final int MANY = 500;

    interface Counter {
        int add(int number);
    }

    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @Test
    void bothServersRestartUnderLoad_noCallFailsOrRunsTwice() throws Exception {
        RpcServer[] servers = {server(0), server(0)};
        String target = "127.0.0.1:" + servers[0].port() + ",127.0.0.1:" + servers[1].port();
        try (RpcClient client = RpcClient.builder(target).build()) {
            List<Thread> callers = start(client.proxy(Counter.class));
            for (int i = 0; i < 2 * RESTARTS; i++) {
                awaitMore();
                int port = servers[i % 2].port();
                servers[i % 2].close();
                servers[i % 2] = server(port);
            }
            awaitMore();
            isOver = true;
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failures).isEmpty();
            assertThat(ran.get()).isEqualTo(answered.get());
        } finally {
            isOver = true;
            servers[0].close();
            servers[1].close();
        }
    }

    private List<Thread> start(Counter counter) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> call(counter), "caller-" + i);
            caller.setDaemon(true);
            caller.start();
            callers.add(caller);
        }
        return callers;
    }

    private void call(Counter counter) {
        while (!isOver) {
            try {
                assertThat(counter.add(7)).isEqualTo(7);
            } catch (RuntimeException e) {
                failures.add(e);
            }
            answered.incrementAndGet();
        }
    }

    private void awaitMore() throws InterruptedException {
        int wanted = answered.get() + MANY;
        long start = System.nanoTime();
        while (answered.get() < wanted) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private RpcServer server(int port) {
        Counter handler =
                number -> {
                    ran.incrementAndGet();
                    return number;
                };
        return RpcServer.builder()
                .address("127.0.0.1", port)
                .service(handler, Counter.class, "")
                .start();
    }
}
