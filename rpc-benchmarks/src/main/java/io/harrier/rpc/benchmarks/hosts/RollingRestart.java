package io.harrier.rpc.benchmarks.hosts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many calls fail while two servers, in JVMs of their own, are restarted five times each? None
 * should: a server that stops answers what it has, and says so to its clients, which go to the
 * other. Run: bench rolling-restart [--short]
 */
final class RollingRestart {
    private static final int RESTARTS = 5;
    private static final int CALLERS = 16;
    private static final long CALLS = 1_000_000;
    private static final long CALLS_SHORT = 200_000;

    /** While both are up. */
    private static final long CALLS_BETWEEN = 2_000;

    private RollingRestart() {}

    public static void main(String[] args) throws Exception {
        long wanted = Arrays.asList(args).contains("--short") ? CALLS_SHORT : CALLS;
        ServerJvm[] servers = {ServerJvm.start(0, 0), ServerJvm.start(0, 0)};
        Callers callers = new Callers(servers[0].address() + ',' + servers[1].address(), CALLERS);
        callers.awaitMore(CALLS_BETWEEN);
        long share = (wanted - callers.calls()) / (2 * RESTARTS) + 1;
        for (int i = 0; i < 2 * RESTARTS; i++) {
            long before = callers.calls();
            int port = servers[i % 2].port();
            servers[i % 2].terminate();
            servers[i % 2] = ServerJvm.start(port, 0);
            callers.awaitMore(Math.max(CALLS_BETWEEN, share - (callers.calls() - before)));
            System.out.printf(
                    Locale.ROOT,
                    "restart %d of :%d, %,d calls, %d failed%n",
                    i + 1,
                    port,
                    callers.calls(),
                    callers.failures().size());
        }
        callers.close();
        servers[0].close();
        servers[1].close();
        tell(callers);
        System.exit(0);
    }

    private static void tell(Callers callers) {
        List<Failure> failures = callers.failures();
        failures.stream().limit(5).forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "latency ms: p50 %.2f, p99 %.2f, p99.9 %.2f, longest %.0f%n",
                callers.millis(50),
                callers.millis(99),
                callers.millis(99.9),
                callers.millis(100));
        System.out.println(
                "rolling-restart="
                        + failures.size()
                        + " ours="
                        + failures.size()
                        + " other="
                        + callers.calls());
    }
}
