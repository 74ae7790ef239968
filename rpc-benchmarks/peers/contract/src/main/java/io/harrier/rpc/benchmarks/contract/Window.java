package io.harrier.rpc.benchmarks.contract;

import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;

/** What one client did in one stretch of time. As text it comes from the client's process. */
public record Window(
        double calls, double seconds, double p50Micros, double p99Micros, double p999Micros) {
    static Window of(AbstractHistogram nanos, long wholeNanos) {
        return of(nanos, nanos.getTotalCount(), wholeNanos);
    }

    /**
     * @param calls that were made, of which not all may have been timed
     */
    static Window of(AbstractHistogram nanos, long calls, long wholeNanos) {
        return new Window(
                calls,
                wholeNanos / 1e9,
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getValueAtPercentile(99.9) / 1e3);
    }

    public static Window parse(String text) {
        double[] values = Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Window(values[0], values[1], values[2], values[3], values[4]);
    }

    public String text() {
        return DoubleStream.of(calls, seconds, p50Micros, p99Micros, p999Micros)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    public double callsPerSecond() {
        return calls / seconds;
    }
}
