package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Window;

/** Samples as a run would bring them. */
final class Samples {
    static final double APART = 250;

    private Samples() {}

    static void add(Results results, Row row, Entrant entrant, double... callsPerSecond) {
        addAt(results, row, entrant, 50, callsPerSecond);
    }

    static void addApart(Results results, Row row, Entrant entrant, double... callsPerSecond) {
        addAt(results, row, entrant, APART, callsPerSecond);
    }

    static void addAt(
            Results results, Row row, Entrant entrant, double distance, double... callsPerSecond) {
        for (double calls : callsPerSecond) {
            results.add(
                    row,
                    entrant,
                    new Sample(
                            new Window(calls, 1, 100, 200, 300), 5, 4, 2000, 1000, 0.01, distance));
        }
    }

    static void addP99(Results results, Row row, Entrant entrant, double micros) {
        results.add(
                row,
                entrant,
                new Sample(
                        new Window(1, 1, micros / 2, micros, micros * 2), 5, 4, 2000, 1000, 0, 50));
    }
}
