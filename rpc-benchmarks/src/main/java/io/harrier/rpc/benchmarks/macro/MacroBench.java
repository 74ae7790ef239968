package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Answers a figure by its name, or measures everybody under all loads:
 *
 * <pre>
 *   echo-blocking [--short] [--pin]
 *   macro [--short] [--pin] [--peers=a,b] [--rows=x,y | --all-rows] [--seconds=n] [--page=folder]
 * </pre>
 */
final class MacroBench {
    private static final String MACRO = "macro";
    private static final int MACRO_SECONDS = 400;
    private static final int SHORT_MACRO_SECONDS = 100;

    private MacroBench() {}

    public static void main(String[] args) throws IOException {
        Options options = Options.parse(args);
        if (options.pinned() && !Launch.canPin()) {
            throw new IllegalArgumentException("--pin (expected: taskset, and two processors)");
        }
        Conditions conditions = Conditions.of(options, args);
        print("%s%n", conditions.text());
        if (options.name().equals(MACRO)) {
            macro(options, conditions);
        } else {
            figure(options);
        }
    }

    private static void figure(Options options) throws IOException {
        Figure figure =
                Figures.all().stream()
                        .filter(each -> each.name().equals(options.name()))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("benchmark: " + options.name()));
        Plan plan = figure.plan(options.isShort());
        tellMissing(options.isShort() ? figure.shortEntrants() : figure.entrants());
        Results all = Arena.run(plan, new Launch(options.pinned()));
        Results results = all.near();
        tables(results);
        noise(all, options.pinned());
        if (!figure.isIn(results)) {
            print("%s is not measured: contestants are missing%n", figure.name());
            return;
        }
        print("the processors: %s%n", results.distanceText());
        tellApart(figure, all.apart());
        Answer answer = figure.answer().apply(results);
        if (!answer.note().isEmpty()) {
            print("%s%n", answer.note());
        }
        print("%s%n", answer.line(figure.name()));
    }

    private static void macro(Options options, Conditions conditions) throws IOException {
        List<Entrant> entrants = options.peers().isEmpty() ? Entrants.all() : options.peers();
        List<Row> defaults = options.isShort() ? Row.FEW : Row.CROSS;
        List<Row> rows = options.rows().isEmpty() ? defaults : options.rows();
        int seconds = options.isShort() ? SHORT_MACRO_SECONDS : MACRO_SECONDS;
        tellMissing(entrants);
        Plan plan =
                Plan.within(
                        options.seconds() == 0 ? seconds : options.seconds(),
                        options.isShort() ? 3 : 5,
                        entrants,
                        rows);
        Results all = Arena.run(plan, new Launch(options.pinned()));
        Results results = all.near();
        tables(results);
        String noise = noise(all, options.pinned());
        for (Figure figure : Figures.all()) {
            if (figure.isIn(results)) {
                tellApart(figure, all.apart());
                print("%s%n", figure.answer().apply(results).line(figure.name()));
            }
        }
        Path page = options.page();
        if (page != null) {
            new Page(conditions, plan, all, noise).write(page);
            print("written: %s%n", page.toAbsolutePath());
        }
    }

    private static void tables(Results results) {
        for (Row row : results.rows()) {
            print("%n%s%n", Table.of(row, results).text());
        }
    }

    /** What the figure is where the processors were apart, if that was measured. */
    private static void tellApart(Figure figure, Results apart) {
        if (figure.isIn(apart)) {
            print(
                    "with the processors apart, %s: %s%n",
                    apart.distanceText(), figure.answer().apply(apart).line(figure.name()));
        }
    }

    private static String noise(Results all, boolean pinned) {
        RawBest best = RawBest.ofThisMachine(pinned);
        Results results = all.near();
        List<String> lines = new ArrayList<>();
        for (Row row : results.rows()) {
            if (!row.isOpen() && results.has(row, Entrants.RAW)) {
                lines.add(best.noise(row, results.calls(row, Entrants.RAW)));
            }
            if (all.isMixed(row)) {
                lines.add(
                        "noisy: "
                                + row.name()
                                + ": the processors were apart in most windows; take the run again");
            }
        }
        lines.removeIf(String::isEmpty);
        lines.forEach(line -> print("%s%n", line));
        return String.join("\n", lines);
    }

    private static void tellMissing(List<Entrant> entrants) {
        for (Entrant entrant : entrants) {
            if (!Launch.isBuilt(entrant)) {
                print("%s is left out: it is not built here%n", entrant.name());
            }
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }
}
