package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Mode;
import java.util.List;

/**
 * Who is measured under which loads, and how long.
 *
 * @param warmUps seconds of warm-up for each, at most
 * @param millis length of a window
 */
record Plan(List<Entrant> entrants, List<Row> rows, int warmUps, int rounds, long millis) {
    static final int FEWEST_WARM_UPS = 3;

    /** Of full load; more than the compilers' work for the largest of them takes. */
    private static final int WARM_UPS = 20;

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
        long window = Math.max(300, Math.min(2_500, millis));
        return new Plan(built, rows, WARM_UPS, rounds, window);
    }

    /** The same, with so many seconds of warm-up for all together, as far as that makes sense. */
    Plan warmWithin(int seconds) {
        int each = seconds / Math.max(1, entrants.size());
        int warm = Math.max(FEWEST_WARM_UPS, Math.min(WARM_UPS, each));
        return new Plan(entrants, rows, warm, rounds, millis);
    }

    /** What warms it up: the first load that it is put under, at full speed and of many callers. */
    Row warmUp(Entrant entrant) {
        Row first = rows.stream().filter(row -> takes(entrant, row)).findFirst().orElseThrow();
        Row full = entrant.isAsync() ? Row.ASYNC : Row.BLOCKING;
        return first.isOpen() ? full : first.withCallers(Math.max(first.callers(), Row.CALLERS));
    }

    /** Whether there is such a window: a client without async calls has none of these. */
    static boolean takes(Entrant entrant, Row row) {
        return entrant.isAsync()
                || row.mode() != Mode.ASYNC && (entrant.isJvm() || row.mode() == Mode.VIRTUAL);
    }
}
