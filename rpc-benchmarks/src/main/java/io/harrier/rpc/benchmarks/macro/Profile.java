package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where the processor time of a call goes, by steps of its journey: Flight Recorder samples the
 * threads of both JVMs while they are under load. Needs JDK 25 on Linux. Threads of the JVM itself
 * (compilers, collector) are not sampled; their time is spread over all steps.
 */
final class Profile {
    private static final int WARM_UP_MILLIS = 6_000;
    private static final int FIRST_JDK = 25;
    private static final int HOTTEST = 8;

    private final Entrant entrant;
    private final Options options;

    private Profile(Entrant entrant, Options options) {
        this.entrant = entrant;
        this.options = options;
    }

    public static void main(String[] args) throws IOException {
        if (Runtime.version().feature() < FIRST_JDK) {
            throw new IllegalStateException(
                    "JDK "
                            + Runtime.version()
                            + " (expected: 25 or later, which samples by processor time)");
        }
        Options options = Options.parse(args);
        System.out.println(Conditions.of(options, args).text());
        for (Entrant entrant : List.of(Entrants.OURS, Entrants.OURS_NONBLOCKING)) {
            new Profile(entrant, options).run();
        }
    }

    private void run() throws IOException {
        Path folder = Files.createTempDirectory("harrier-profile");
        Pair pair = new Pair(recorded(folder), new Launch(options.pinned()));
        Path client = folder.resolve(pair.clientPid() + ".jfr");
        Path server = folder.resolve(pair.serverPid() + ".jfr");
        try (pair) {
            pair.run(Row.BLOCKING, WARM_UP_MILLIS);
            Instant from = Instant.now();
            Sample sample = pair.run(Row.BLOCKING, options.isShort() ? 5_000 : 20_000);
            Instant to = Instant.now();
            pair.close(); // that is when it writes what it has recorded
            print(sample, CpuShares.read(client, from, to), CpuShares.read(server, from, to));
        }
        Files.deleteIfExists(client);
        Files.deleteIfExists(server);
        Files.deleteIfExists(folder);
    }

    private Entrant recorded(Path folder) {
        String flag =
                "-XX:StartFlightRecording:"
                        + CpuShares.EVENT
                        + "#enabled=true,"
                        + CpuShares.EVENT
                        + "#throttle=2ms,dumponexit=true,filename="
                        + folder.resolve("%p.jfr");
        return new Entrant(
                entrant.name(),
                entrant.module(),
                entrant.main(),
                entrant.variant(),
                entrant.isAsync(),
                List.of(flag, "-Xlog:jfr*=off"),
                entrant.why());
    }

    private void print(Sample sample, CpuShares client, CpuShares server) {
        print(
                "%n%s, %s: %.0f calls/s; %d and %d samples%n%n",
                entrant.name(),
                Row.BLOCKING.title(),
                sample.callsPerSecond(),
                client.samples(),
                server.samples());
        print("| step | client, us a call | server, us a call |%n|---|--:|--:|%n");
        for (Step step : Step.values()) {
            line(
                    step.title(),
                    client.of(step) * sample.clientCpuMicros(),
                    server.of(step) * sample.serverCpuMicros());
        }
        line("all", sample.clientCpuMicros(), sample.serverCpuMicros());
        print(
                "%nhottest in the client: %s%nhottest in the server: %s%n",
                client.hottest(HOTTEST), server.hottest(HOTTEST));
    }

    private static void line(String title, double client, double server) {
        print("| %s | %.2f | %.2f |%n", title, client, server);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
