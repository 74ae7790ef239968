package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.server.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How many calls fail, or go through a middleware that was already closed, while the chains of
 * client and server are swapped under them, and rules are pushed? None.
 */
public final class ChainSwapBench {
    private static final int SWAPS = 1_000;
    private static final int CALLERS = 8;

    private static final AtomicLong BROKEN = new AtomicLong();
    private static final AtomicLong CLOSED = new AtomicLong();
    private static final AtomicLong PASSED = new AtomicLong();

    private ChainSwapBench() {}

    /** One version of a chain. Nothing goes into what is closed. */
    private static final class Version implements Middleware, AutoCloseable {
        private volatile boolean isClosed;

        @Override
        public Invoker around(Invoker next, Place place) {
            return call -> {
                Reply reply = next.invoke(call);
                PASSED.incrementAndGet();
                if (isClosed) {
                    BROKEN.incrementAndGet();
                }
                return reply;
            };
        }

        @Override
        public void close() {
            isClosed = true;
            CLOSED.incrementAndGet();
        }
    }

    public static void main(String[] arguments) throws Exception {
        int calls = List.of(arguments).contains("--short") ? 200_000 : 1_000_000;
        Rules rules = new Rules();
        RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service(new LimitedServer())
                        .middleware("version", new Version())
                        .rules(rules)
                        .start();
        RpcClient client =
                RpcClient.builder("127.0.0.1:" + server.port())
                        .middleware("version", new Version())
                        .rules(rules)
                        .build();
        Work work = client.proxy(Work.class);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<Long>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(threads.submit(() -> failures(work, calls / CALLERS)));
        }
        int swaps = swapWhile(callers, server.middleware(), client.middleware(), rules);
        long failed = 0;
        for (Future<Long> each : callers) {
            failed += each.get();
        }
        threads.shutdown();
        client.close();
        server.close();
        print(
                "%d calls, %d swaps a side, %d versions closed, %d passes, %d documents of rules",
                calls, swaps, CLOSED.get(), PASSED.get(), rules.state().version());
        if (PASSED.get() != 2L * calls
                || CLOSED.get() != 2L * (swaps + 1)
                || rules.state().version() < SWAPS) {
            BROKEN.incrementAndGet();
        }
        long wrong = failed + BROKEN.get();
        print("chain-swap=%d ours=%d other=0", wrong, wrong);
    }

    /** At least as many as there must be, and on until the last call. */
    private static int swapWhile(
            List<Future<Long>> callers, MiddlewareList server, MiddlewareList client, Rules rules) {
        int swaps = 0;
        while (swaps < SWAPS || !callers.stream().allMatch(Future::isDone)) {
            server.replace("version", new Version());
            client.replace("version", new Version());
            rules.push(document(swaps), "benchmark");
            swaps++;
            LockSupport.parkNanos(1_000_000);
        }
        return swaps;
    }

    /** All that rules can do on both sides, for another part of the calls each time. */
    private static String document(int number) {
        return String.format(
                Locale.ROOT,
                """
                {"description": "%d", "rules": {
                  "*": {"timeout": "%ds", "retry": {"maxAttempts": %d}},
                  "Work": {"limits": {"rate": %d, "concurrency": %d}, "rollout": {"percent": %d}},
                  "Work/empty": {"limits": {"rate": 1}, "timeout": "1ms", "dryRun": true}
                }}
                """,
                number,
                10 + number % 2,
                1 + number % 3,
                100_000_000 + number,
                1_000 + number,
                number % 101);
    }

    private static long failures(Work work, int calls) {
        long failed = 0;
        for (int i = 0; i < calls; i++) {
            try {
                failed += work.empty(i) == i ? 0 : 1;
            } catch (RuntimeException e) {
                failed++;
            }
        }
        return failed;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
