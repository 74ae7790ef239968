package io.harrier.rpc.benchmarks.macro;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A question with a number for an answer.
 *
 * @param name on the command line
 * @param bar what the number should be, for people
 * @param entrants that it needs
 * @param shortEntrants those that fit into a short run
 * @param moreRows what a long run reports besides
 */
record Figure(
        String name,
        String bar,
        List<Entrant> entrants,
        List<Entrant> shortEntrants,
        List<Row> rows,
        List<Row> moreRows,
        Function<Results, Answer> answer) {
    private static final int SHORT_SECONDS = 12;

    /** The slowest calls of a window of a third of a second are an accident. */
    private static final int SHORT_OPEN_SECONDS = 24;

    private static final int SHORT_WARM_UP_SECONDS = 60;
    private static final int LONG_SECONDS = 100;

    Figure(
            String name,
            String bar,
            List<Entrant> entrants,
            List<Row> rows,
            Function<Results, Answer> answer) {
        this(name, bar, entrants, entrants, rows, List.of(), answer);
    }

    Plan plan(boolean isShort) {
        return isShort
                ? Plan.within(shortSeconds(), 6, shortEntrants, rows)
                        .warmWithin(SHORT_WARM_UP_SECONDS)
                : Plan.within(LONG_SECONDS, 12, entrants, all(rows, moreRows));
    }

    private int shortSeconds() {
        return rows.stream().anyMatch(Row::isOpen) ? SHORT_OPEN_SECONDS : SHORT_SECONDS;
    }

    /** Whether all that it compares has been measured. */
    boolean isIn(Results results) {
        return rows.stream()
                .allMatch(
                        row ->
                                shortEntrants.stream()
                                        .filter(each -> Plan.takes(each, row))
                                        .allMatch(each -> results.has(row, each)));
    }

    private static List<Row> all(List<Row> rows, List<Row> more) {
        return Stream.concat(rows.stream(), more.stream()).toList();
    }
}
