package io.harrier.rpc.benchmarks.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What do callers notice when one of three servers is killed? Of the calls that were in flight on
 * it those fail that may not run twice; no other. Run: bench kill-one [--short]
 */
final class KillOne {
    private static final int SERVERS = 3;
    private static final int CALLERS = 32;
    private static final int KILLS = 12;
    private static final int KILLS_SHORT = 3;

    /** A call takes a while, so that some are in flight whenever a server is killed. */
    private static final long CALL_MILLIS = 2;

    private static final long CALLS_BETWEEN = 5_000;
    private static final long WATCH_MILLIS = 2_000;

    /** Linux: local address, remote address, state 01 for an established connection. */
    private static final List<Path> SOCKETS =
            Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                    .map(Path::of)
                    .filter(Files::exists)
                    .toList();

    private int inFlight;
    private int beyond;
    private int idempotent;
    private double seconds;

    private KillOne() {}

    public static void main(String[] args) throws Exception {
        new KillOne().run(Arrays.asList(args).contains("--short") ? KILLS_SHORT : KILLS);
        System.exit(0);
    }

    private void run(int kills) throws Exception {
        if (SOCKETS.isEmpty()) {
            throw new IllegalStateException("no /proc/net/tcp (expected: Linux)");
        }
        ServerJvm[] servers = new ServerJvm[SERVERS];
        for (int i = 0; i < SERVERS; i++) {
            servers[i] = ServerJvm.start(0, CALL_MILLIS);
        }
        String target = String.join(",", Stream.of(servers).map(ServerJvm::address).toList());
        try (Callers callers = new Callers(target, CALLERS)) {
            for (int i = 0; i < kills; i++) {
                callers.awaitMore(CALLS_BETWEEN);
                int victim = i % SERVERS;
                kill(servers[victim], callers);
                servers[victim] = ServerJvm.start(servers[victim].port(), CALL_MILLIS);
                awaitConnection(servers[victim].port());
            }
        }
        for (ServerJvm server : servers) {
            server.close();
        }
        System.out.printf(Locale.ROOT, "%d kills, %d calls in flight failed%n", kills, inFlight);
        System.out.printf(
                Locale.ROOT, "kill-one=%d ours=%d other=%.3f%n", beyond, idempotent, seconds);
    }

    private void kill(ServerJvm server, Callers callers) throws Exception {
        int before = callers.failures().size();
        callers.longestMillis();
        long start = System.nanoTime();
        server.kill();
        long dead = System.nanoTime();
        long last = lastTraffic(server.port(), start);
        List<Failure> failures = callers.failures();
        for (Failure each : failures.subList(before, failures.size())) {
            count(each, server, dead);
            last = Math.max(last, each.endedNanos());
        }
        seconds = Math.max(seconds, (last - start) / 1e9);
        System.out.printf(
                Locale.ROOT,
                "killed :%d, no traffic to it after %.3f s, %d calls failed, no call took longer than %.0f ms%n",
                server.port(),
                (last - start) / 1e9,
                failures.size() - before,
                callers.longestMillis());
    }

    /** It was in flight there if it was made before the end, and sent on a connection there. */
    private void count(Failure failure, ServerJvm server, long dead) {
        boolean wasThere =
                failure.text().contains("the connection to " + server.address())
                        && failure.wasSent()
                        && failure.begunNanos() - dead < 0;
        if (failure.mayRunTwice()) {
            idempotent++;
        } else if (wasThere) {
            inFlight++;
        } else {
            beyond++;
        }
        if (failure.mayRunTwice() || !wasThere) {
            System.out.println(failure);
        }
    }

    /** When a connection to the port was seen last. */
    private static long lastTraffic(int port, long start) throws Exception {
        long last = start;
        long end = start + TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS);
        while (System.nanoTime() - end < 0) {
            last = isConnected(port) ? System.nanoTime() : last;
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return last;
    }

    /** The client has found out that it is back. */
    private static void awaitConnection(int port) throws Exception {
        while (!isConnected(port)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static boolean isConnected(int port) throws IOException {
        String remote = String.format(Locale.ROOT, ":%04X 01 ", port);
        for (Path each : SOCKETS) {
            try (Stream<String> sockets = Files.lines(each)) {
                if (sockets.anyMatch(line -> line.contains(remote))) {
                    return true;
                }
            }
        }
        return false;
    }
}
