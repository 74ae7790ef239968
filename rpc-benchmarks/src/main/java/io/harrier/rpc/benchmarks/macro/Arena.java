package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.machine.CoreDistance;
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
    /** Seconds of the compilers within a second of load that are almost none. */
    private static final double REST = 0.05;

    private static final long WARM_UP_MILLIS = 1_000;

    /** Rounds for each of those that are planned. */
    private static final int MOST_ROUNDS = 2;

    /** So long their least distance is looked for before all windows. */
    private static final int LOOK_SECONDS = 3;

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

    /** Until the compilers have done their work; they get a window more before each row. */
    private void warmUp() throws IOException {
        for (Pair pair : pairs) {
            warmUp(pair);
        }
    }

    /** Between the windows the compilers get the processors to themselves. */
    private void warmUp(Pair pair) throws IOException {
        Row row = plan.warmUp(pair.entrant());
        double compiled = Double.NaN;
        for (int i = 0; i < plan.warmUps() && !isWarm(i, compiled); i++) {
            double before = pair.compilerSeconds();
            pair.run(row, WARM_UP_MILLIS);
            Machine.awaitQuiet();
            compiled = pair.compilerSeconds() - before;
        }
        tell("warmed up %s", pair.entrant().name());
    }

    /** Less than no time is that of a compiler's thread that has ended. */
    private static boolean isWarm(int windows, double compiled) {
        return windows >= Plan.FEWEST_WARM_UPS && compiled >= 0 && compiled <= REST;
    }

    private Results measure() throws IOException {
        Results results = new Results(CoreDistance.least(LOOK_SECONDS));
        for (Row row : plan.rows()) {
            List<Pair> those =
                    new ArrayList<>(
                            pairs.stream()
                                    .filter(pair -> Plan.takes(pair.entrant(), row))
                                    .toList());
            for (Pair pair : those) {
                pair.run(row, plan.millis());
            }
            for (int round = 0; isWanted(round, row, results); round++) {
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
            double before = CoreDistance.nanos();
            Sample sample = pair.run(row, plan.millis());
            double distance = Math.max(before, CoreDistance.nanos());
            results.add(row, pair.entrant(), sample.at(distance));
        }
    }

    /** As many as are planned, and others in place of those in which the processors were apart. */
    private boolean isWanted(int round, Row row, Results results) {
        return results.near(row) < plan.rounds() && round < plan.rounds() * MOST_ROUNDS;
    }

    @Override
    public void close() {
        pairs.forEach(Pair::close);
    }

    private static void tell(String format, Object... values) {
        System.err.printf(Locale.ROOT, format + "%n", values);
    }
}
