package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Mode;
import java.util.List;

/**
 * Who is measured under which loads, and how long.
 *
 * @param millis length of a window
 */
record Plan(List<Entrant> entrants, List<Row> rows, int rounds, long millis) {
    /** Windows as long as they fit into so many seconds, without what starts and warms up. */
    static Plan within(int seconds, int rounds, List<Entrant> entrants, List<Row> rows) {
        List<Entrant> built =
                entrants.stream()
                        .filter(Launch::isBuilt)
                        .filter(each -> rows.stream().anyMatch(row -> takes(each, row)))
                        .toList();
        long cells =
                rows.stream()
                        .mapToLong(row -> built.stream().filter(each -> takes(each, row)).count())
                        .sum();
        long millis = seconds * 1000L / Math.max(1, cells * rounds);
        return new Plan(built, rows, rounds, Math.max(300, Math.min(2_500, millis)));
    }

    /** The first load that it is put under. */
    Row firstRow(Entrant entrant) {
        return rows.stream().filter(row -> takes(entrant, row)).findFirst().orElseThrow();
    }

    /** Whether there is such a window: a client without async calls has none of these. */
    static boolean takes(Entrant entrant, Row row) {
        return entrant.isAsync()
                || row.mode() != Mode.ASYNC && (entrant.isJvm() || row.mode() == Mode.VIRTUAL);
    }
}
