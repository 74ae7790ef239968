package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the processor time of a call goes, by steps of its journey: Flight Recorder samples the
 * threads of both JVMs by processor time, system calls included. Needs JDK 25 on Linux.
 */
final class Profile {
    private static final String EVENT = "jdk.CPUTimeSample";
    private static final int WARM_UP_MILLIS = 5_000;
    private static final int FIRST_JDK = 25;

    private Profile() {}

    public static void main(String[] args) throws IOException {
        if (Runtime.version().feature() < FIRST_JDK) {
            throw new IllegalStateException(
                    "JDK "
                            + Runtime.version()
                            + " (expected: 25 or later, which samples by processor time)");
        }
        Options options = Options.parse(args);
        Conditions conditions = Conditions.of(options, args);
        System.out.println(conditions.text());
        for (Entrant entrant : List.of(Entrants.OURS, Entrants.OURS_NONBLOCKING)) {
            Path folder = Files.createTempDirectory("profile");
            Sample sample;
            long client;
            long server;
            try (Pair pair = new Pair(recorded(entrant, folder), new Launch(options.pinned()))) {
                pair.run(Row.BLOCKING, WARM_UP_MILLIS);
                sample = pair.run(Row.BLOCKING, options.isShort() ? 5_000 : 20_000);
                client = pair.clientPid();
                server = pair.serverPid();
            }
            print(
                    entrant,
                    sample,
                    shares(folder.resolve(client + ".jfr")),
                    shares(folder.resolve(server + ".jfr")));
        }
    }

    private static Entrant recorded(Entrant entrant, Path folder) {
        String flag =
                "-XX:StartFlightRecording:"
                        + EVENT
                        + "#enabled=true,filename="
                        + folder.resolve("%p.jfr");
        return new Entrant(
                entrant.name(),
                entrant.module(),
                entrant.main(),
                entrant.variant(),
                entrant.isAsync(),
                List.of(flag),
                entrant.why());
    }

    private static Map<Step, Double> shares(Path recording) throws IOException {
        Map<Step, Double> counts = new EnumMap<>(Step.class);
        double all = 0;
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (event.getEventType().getName().equals(EVENT) && stack != null) {
                    counts.merge(Step.of(frames(stack)), 1.0, Double::sum);
                    all++;
                }
            }
        }
        double sum = Math.max(1, all);
        counts.replaceAll((step, count) -> count / sum);
        return counts;
    }

    private static List<String> frames(RecordedStackTrace stack) {
        return stack.getFrames().stream()
                .map(
                        frame ->
                                frame.getMethod().getType().getName()
                                        + '.'
                                        + frame.getMethod().getName())
                .toList();
    }

    private static void print(
            Entrant entrant, Sample sample, Map<Step, Double> client, Map<Step, Double> server) {
        System.out.printf(
                Locale.ROOT,
                "%n%s, %s: %.0f calls/s%n%n| step | client, us a call | server, us a call |%n|---|--:|--:|%n",
                entrant.name(),
                Row.BLOCKING.title(),
                sample.callsPerSecond());
        for (Step step : Step.values()) {
            line(
                    step.title(),
                    client.getOrDefault(step, 0.0) * sample.clientCpuMicros(),
                    server.getOrDefault(step, 0.0) * sample.serverCpuMicros());
        }
        line("all", sample.clientCpuMicros(), sample.serverCpuMicros());
    }

    private static void line(String title, double client, double server) {
        System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", title, client, server);
    }
}
