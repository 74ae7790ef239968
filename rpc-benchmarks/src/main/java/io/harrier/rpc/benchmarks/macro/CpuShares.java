package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** What parts of a JVM's processor time went where in a stretch of time, as its recording tells. */
final class CpuShares {
    /** Of JDK 25 on Linux: sampled by processor time, in system calls too. */
    static final String EVENT = "jdk.CPUTimeSample";

    private final Map<Step, Integer> steps = new EnumMap<>(Step.class);
    private final Map<String, Integer> methods = new HashMap<>();
    private int samples;

    static CpuShares read(Path recording, Instant from, Instant to) throws IOException {
        CpuShares shares = new CpuShares();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                Instant time = event.getStartTime();
                if (event.getEventType().getName().equals(EVENT)
                        && stack != null
                        && time.isAfter(from)
                        && time.isBefore(to)) {
                    shares.add(stack.getFrames().stream().map(CpuShares::name).toList());
                }
            }
        }
        return shares;
    }

    int samples() {
        return samples;
    }

    double of(Step step) {
        return steps.getOrDefault(step, 0) / (double) Math.max(1, samples);
    }

    /** The methods that most samples ended in, with their parts in percent. */
    String hottest(int count) {
        return methods.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(count)
                .map(
                        each ->
                                each.getKey()
                                        + ' '
                                        + Math.round(100.0 * each.getValue() / samples)
                                        + '%')
                .collect(Collectors.joining(", "));
    }

    private void add(List<String> frames) {
        steps.merge(Step.of(frames), 1, Integer::sum);
        methods.merge(frames.get(0), 1, Integer::sum);
        samples++;
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
    }
}
