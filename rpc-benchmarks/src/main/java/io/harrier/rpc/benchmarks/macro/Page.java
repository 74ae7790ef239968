package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The results as a page in Markdown, with a chart for each table. */
final class Page {
    private final Conditions conditions;
    private final Plan plan;
    private final Results results;
    private final Results apart;
    private final String noise;
    private final StringBuilder text = new StringBuilder();

    Page(Conditions conditions, Plan plan, Results all, String noise) {
        this.conditions = conditions;
        this.plan = plan;
        results = all.near();
        apart = all.apart();
        this.noise = noise;
    }

    /** Writes {@code results.md} and a chart for each of its tables. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        line("# Results");
        line("");
        line("Written by the benchmark; do not edit. How to read it: [README.md](README.md).");
        line("");
        line("```\n" + conditions.text());
        line(
                String.format(
                        Locale.ROOT,
                        "windows: %d of %d ms for each contestant and load, in turns, or more: those in which the processors were apart do not count\nprocessors: %s\n```",
                        plan.rounds(),
                        plan.millis(),
                        distances()));
        if (!noise.isEmpty()) {
            line("\n**" + noise.trim().replace("\n", "\n\n") + "**");
        }
        figures();
        for (Row row : results.rows()) {
            table(row, folder);
        }
        entrants();
        Files.writeString(folder.resolve("results.md"), text);
    }

    private String distances() {
        return "from each other "
                + results.distanceText()
                + (apart.rows().isEmpty() ? "" : "; apart: " + apart.distanceText());
    }

    private void figures() {
        line(
                "\n## Figures\n\n| figure | is | should be | ours | other | processors apart | |\n|---|--:|---|--:|--:|--:|---|");
        for (Figure figure : Figures.all()) {
            if (figure.isIn(results)) {
                Answer answer = figure.answer().apply(results);
                line(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.3f | %s | %.0f | %.0f | %s | %s |",
                                figure.name(),
                                answer.figure(),
                                figure.bar(),
                                answer.ours(),
                                answer.other(),
                                apart(figure),
                                answer.note()));
            }
        }
    }

    private String apart(Figure figure) {
        return figure.isIn(apart)
                ? String.format(Locale.ROOT, "%.3f", figure.answer().apply(apart).figure())
                : "";
    }

    private void table(Row row, Path folder) throws IOException {
        BarChart chart =
                new BarChart(
                        row.title() + (row.isOpen() ? ": p99 in us, less is better" : ": calls/s"));
        for (Entrant entrant : results.entrants(row)) {
            chart.add(
                    entrant.name(),
                    row.isOpen()
                            ? results.median(row, entrant, sample -> sample.window().p99Micros())
                            : results.calls(row, entrant));
        }
        Files.writeString(folder.resolve(row.name() + ".svg"), chart.svg());
        line("\n## " + capital(row.title()) + "\n\n" + Table.of(row, results).markdown());
        line("\n![" + row.title() + "](" + row.name() + ".svg)");
    }

    private void entrants() {
        line("\n## Contestants\n\n| | why so |\n|---|---|");
        for (Entrant entrant : plan.entrants()) {
            line("| " + entrant.name() + " | " + entrant.why() + " |");
        }
    }

    private static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
