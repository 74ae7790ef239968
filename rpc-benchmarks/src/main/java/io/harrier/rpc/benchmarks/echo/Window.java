package io.harrier.rpc.benchmarks.echo;

import org.HdrHistogram.Histogram;

/**
 * What one client did in one stretch of time. As text it goes from the client's JVM to the duel's.
 */
record Window(double callsPerSecond, double p50Micros, double p99Micros) {
    static Window of(Histogram nanos, long wholeNanos) {
        return new Window(
                nanos.getTotalCount() * 1e9 / wholeNanos,
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3);
    }

    static Window parse(String text) {
        String[] words = text.split(" ");
        return new Window(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]));
    }

    String text() {
        return callsPerSecond + " " + p50Micros + " " + p99Micros;
    }
}
