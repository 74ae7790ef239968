package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Puts pairs under load in turns: all stay up, one works at a time, so that what disturbs the
 * machine for a while disturbs all alike, and begins when the one before has come to rest. Who
 * begins changes from round to round, so that nobody always follows the same one.
 */
final class Arena implements AutoCloseable {
    /** What the compilers need to have done their work; slow contestants get the time alone. */
    private static final int WARM_UP_CALLS = 1_200_000;

    private static final long WARM_UP_MILLIS = 1_000;

    private final Plan plan;
    private final List<Pair> pairs = new ArrayList<>();

    private Arena(Plan plan) {
        this.plan = plan;
    }

    static Results run(Plan plan, Launch launch) throws IOException {
        try (Arena arena = new Arena(plan)) {
            arena.start(launch);
            arena.warmUp();
            return arena.measure();
        }
    }

    private void start(Launch launch) throws IOException {
        for (Entrant entrant : plan.entrants()) {
            pairs.add(new Pair(entrant, launch));
            tell("started %s", entrant.name());
        }
    }

    /** The compilers' work; they get a window more before each row. */
    private void warmUp() throws IOException {
        for (Pair pair : pairs) {
            Row row = plan.warmUp(pair.entrant());
            double calls = 0;
            for (int i = 0; i < plan.warmUps() && calls < WARM_UP_CALLS; i++) {
                calls += pair.run(row, WARM_UP_MILLIS).window().calls();
            }
        }
    }

    private Results measure() throws IOException {
        Results results = new Results();
        for (Row row : plan.rows()) {
            List<Pair> those =
                    new ArrayList<>(
                            pairs.stream()
                                    .filter(pair -> Plan.takes(pair.entrant(), row))
                                    .toList());
            for (Pair pair : those) {
                pair.run(row, plan.millis());
            }
            for (int round = 0; round < plan.rounds(); round++) {
                measureRound(row, those, results);
                Collections.rotate(those, 1);
            }
            tell("measured %s", row.name());
        }
        return results;
    }

    private void measureRound(Row row, List<Pair> those, Results results) throws IOException {
        for (Pair pair : those) {
            Machine.awaitQuiet();
            results.add(row, pair.entrant(), pair.run(row, plan.millis()));
        }
    }

    @Override
    public void close() {
        pairs.forEach(Pair::close);
    }

    private static void tell(String format, Object... values) {
        System.err.printf(Locale.ROOT, format + "%n", values);
    }
}
