package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.benchmarks.middleware.OpenLoop.Outcome;
import io.harrier.rpc.client.RpcClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What part of its peak does a server answer in time at three times the load it can take, how soon
 * is all well again, and what does a refused call cost it beside a served one that does nothing?
 * Nine tenths and more; less than five seconds; at most half.
 *
 * <p>What is compared is measured in turns, as the machine may be slow at one time.
 */
public final class OverloadBench {
    private static final double CAPACITY = LimitedServer.PERMITS * 1_000.0 / LimitedServer.MILLIS;
    private static final double OVERLOAD = 3;
    private static final double EMPTY_RATE = 10_000;
    private static final Duration DEADLINE = Duration.ofMillis(200);
    private static final double WARM_SECONDS = 3;
    private static final double SLICE_SECONDS = 0.5;
    private static final int MAX_SLICES = 20;
    private static final double MOST_SECONDS = 5;
    private static final double MOST_COST = 0.5;

    private OverloadBench() {}

    public static void main(String[] arguments) throws IOException {
        boolean isShort = List.of(arguments).contains("--short");
        double[] goodput = goodput(isShort ? 3 : 5, isShort ? 3 : 6);
        double cost = cost(isShort ? 4 : 10);
        require("seconds until all is well again", goodput[3], MOST_SECONDS);
        require("cost of a refused call beside a served one", cost, MOST_COST);
        print("overload=%.3f ours=%.1f other=%.1f", goodput[0], goodput[1], goodput[2]);
    }

    /** The figure says only how much is answered: the rest is as it must be, or there is none. */
    private static void require(String what, double measured, double most) {
        if (!(measured <= most)) {
            throw new IllegalStateException(
                    what + ": " + measured + " (expected: at most " + most + ')');
        }
    }

    /**
     * Part of the peak, what is answered, the peak: of the turn in the middle. Then the seconds
     * until all is well again.
     */
    private static double[] goodput(int turns, double seconds) throws IOException {
        try (ServerProcess unlimited = new ServerProcess("unlimited");
                RpcClient waiting = client(unlimited);
                ServerProcess adaptive = new ServerProcess("adaptive");
                RpcClient client = client(adaptive)) {
            // Callers that wait keep the permits busy, and nothing limits them: the peak.
            ClosedLoop peak = new ClosedLoop(waiting.proxy(Work.class), 2 * LimitedServer.PERMITS);
            Work.Async work = client.proxy(Work.Async.class, Work.class);
            OpenLoop load = new OpenLoop(work::work);
            peak.answeredPerSecond(WARM_SECONDS);
            load.run(WARM_SECONDS, 0.5 * CAPACITY);
            double[][] all = new double[turns][];
            for (int i = 0; i < turns; i++) {
                all[i] = turn(peak, load, seconds);
            }
            double recovery = recovery(load);
            print("well again after %.1f s", recovery);
            Arrays.sort(all, (one, other) -> Double.compare(one[0], other[0]));
            double[] middle = all[turns / 2];
            return new double[] {middle[0], middle[1], middle[2], recovery};
        }
    }

    private static double[] turn(ClosedLoop peak, OpenLoop load, double seconds) {
        double most = peak.answeredPerSecond(seconds / 2);
        Outcome over = load.run(seconds, OVERLOAD * CAPACITY);
        double answered = over.answeredPerSecond();
        print(
                "at 3 times the load: %.0f answered in time of %.0f at the peak, %.0f %% refused",
                answered, most, 100 * (1 - over.answeredShare()));
        return new double[] {answered / most, answered, most};
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

    /** Of a refused call, as a part of that of a served one. */
    private static double cost(int turns) throws IOException {
        try (ServerProcess serving = new ServerProcess("adaptive");
                RpcClient served = client(serving);
                ServerProcess refusing = new ServerProcess("refusing");
                RpcClient refused = client(refusing)) {
            double least = Double.MAX_VALUE;
            double leastRefused = Double.MAX_VALUE;
            cpuMicros(serving, served, WARM_SECONDS);
            cpuMicros(refusing, refused, WARM_SECONDS);
            for (int i = 0; i < turns; i++) {
                least = Math.min(least, cpuMicros(serving, served, 1));
                leastRefused = Math.min(leastRefused, cpuMicros(refusing, refused, 1));
            }
            print(
                    "server's processor time of a call: refused %.1f us, served %.1f us: %.2f of it",
                    leastRefused, least, leastRefused / least);
            return leastRefused / least;
        }
    }

    private static double cpuMicros(ServerProcess server, RpcClient client, double seconds) {
        Work.Async work = client.proxy(Work.Async.class, Work.class);
        long before = server.cpu().toNanos();
        Outcome outcome = new OpenLoop(work::empty).run(seconds, EMPTY_RATE);
        long nanos = server.cpu().toNanos() - before;
        return nanos / 1e3 / outcome.sent();
    }

    private static RpcClient client(ServerProcess server) {
        return RpcClient.builder("127.0.0.1:" + server.port()).timeout(DEADLINE).build();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
