package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.benchmarks.middleware.OpenLoop.Outcome;
import io.harrier.rpc.client.RpcClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What part of its peak does a server answer in time at three times the load it can take, how soon
 * is all well again, and what does a refused call cost it beside a served one that does nothing?
 * Nine tenths and more; less than five seconds; at most half.
 */
public final class OverloadBench {
    private static final double CAPACITY = LimitedServer.PERMITS * 1_000.0 / LimitedServer.MILLIS;
    private static final Duration DEADLINE = Duration.ofMillis(200);
    private static final double SLICE_SECONDS = 0.5;
    private static final double WARM_SECONDS = 3;
    private static final double OVERLOAD = 3;
    private static final int MAX_SLICES = 20;

    private OverloadBench() {}

    public static void main(String[] arguments) throws IOException {
        boolean isShort = List.of(arguments).contains("--short");
        double seconds = isShort ? 6 : 30;
        double before = peak(seconds / 3);
        double goodput = goodput(seconds);
        double peak = Math.max(before, peak(seconds / 3)); // the machine may be slow at one time
        print("%.0f answered in time of %.0f at the peak", goodput, peak);
        double empty = cpuMicros("adaptive", isShort);
        double refused = cpuMicros("refusing", isShort);
        print(
                "server's processor time of a call: refused %.1f us, served %.1f us: %.2f of it",
                refused, empty, refused / empty);
        print("overload=%.3f ours=%.1f other=%.1f", goodput / peak, goodput, peak);
    }

    /** What the server can do: callers that wait keep its permits busy, and nothing limits them. */
    private static double peak(double seconds) throws IOException {
        try (ServerProcess server = new ServerProcess("unlimited");
                RpcClient client = client(server)) {
            ClosedLoop load = new ClosedLoop(client.proxy(Work.class), 2 * LimitedServer.PERMITS);
            load.answeredPerSecond(WARM_SECONDS);
            return load.answeredPerSecond(seconds);
        }
    }

    private static double goodput(double seconds) throws IOException {
        try (ServerProcess server = new ServerProcess("adaptive");
                RpcClient client = client(server)) {
            OpenLoop load = load(client, async -> async::work);
            load.run(WARM_SECONDS, 0.5 * CAPACITY);
            Outcome over = load.run(seconds, OVERLOAD * CAPACITY);
            print("at 3 times the load %.0f %% refused", 100 * (1 - over.answeredShare()));
            print("well again after %.1f s", recovery(load));
            return over.answeredPerSecond();
        }
    }

    /** Seconds of load within the capacity until a slice has no failure to speak of. */
    private static double recovery(OpenLoop load) {
        for (int i = 0; i < MAX_SLICES; i++) {
            if (load.run(SLICE_SECONDS, 0.5 * CAPACITY).answeredShare() > 0.999) {
                return i * SLICE_SECONDS;
            }
        }
        return MAX_SLICES * SLICE_SECONDS;
    }

    private static double cpuMicros(String kind, boolean isShort) throws IOException {
        try (ServerProcess server = new ServerProcess(kind);
                RpcClient client = client(server)) {
            OpenLoop load = load(client, async -> async::empty);
            load.run(isShort ? 3 : 10, 10_000);
            long before = server.cpu().toNanos();
            Outcome outcome = load.run(isShort ? 4 : 15, 10_000);
            return (server.cpu().toNanos() - before)
                    / 1e3
                    / (outcome.answered() + outcome.failed());
        }
    }

    private static RpcClient client(ServerProcess server) {
        return RpcClient.builder("127.0.0.1:" + server.port()).timeout(DEADLINE).build();
    }

    private static OpenLoop load(
            RpcClient client,
            Function<Work.Async, IntFunction<CompletableFuture<Integer>>> method) {
        return new OpenLoop(method.apply(client.proxy(Work.Async.class, Work.class)));
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
