package io.harrier.rpc.benchmarks.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all did under one load. Medians of the windows; the least and the most beside calls. */
record Table(Row row, List<List<String>> lines) {
    private static final List<String> HEAD =
            List.of(
                    "contestant",
                    "calls/s",
                    "least-most",
                    "of netty",
                    "p50 us",
                    "p99",
                    "p99.9",
                    "cpu us client+server",
                    "bytes client+server",
                    "others");

    static Table of(Row row, Results results) {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        for (Entrant entrant : results.entrants(row)) {
            lines.add(line(row, entrant, results));
        }
        return new Table(row, lines);
    }

    /** For a terminal: columns of equal width. */
    String text() {
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return Stream.concat(
                        Stream.of(row.title()), lines.stream().map(line -> padded(line, widths)))
                .collect(Collectors.joining("\n"));
    }

    String markdown() {
        String rule = "|---" + "|--:".repeat(HEAD.size() - 1) + "|";
        List<String> all =
                new ArrayList<>(
                        lines.stream()
                                .map(line -> "| " + String.join(" | ", line) + " |")
                                .toList());
        all.add(1, rule);
        return String.join("\n", all);
    }

    private static List<String> line(Row row, Entrant entrant, Results results) {
        return List.of(
                entrant.name(),
                number(results.calls(row, entrant)),
                number(results.least(row, entrant, Sample::callsPerSecond))
                        + '-'
                        + number(results.most(row, entrant, Sample::callsPerSecond)),
                results.has(row, Entrants.RAW)
                        ? String.format(
                                Locale.ROOT, "%.2f", results.ratio(row, entrant, Entrants.RAW))
                        : "",
                number(results.median(row, entrant, sample -> sample.window().p50Micros())),
                number(results.median(row, entrant, sample -> sample.window().p99Micros())),
                number(results.median(row, entrant, sample -> sample.window().p999Micros())),
                sum(
                        "%.1f",
                        results.median(row, entrant, Sample::clientCpuMicros),
                        results.median(row, entrant, Sample::serverCpuMicros)),
                sum(
                        "%.0f",
                        results.median(row, entrant, Sample::clientBytes),
                        results.median(row, entrant, Sample::serverBytes)),
                number(results.median(row, entrant, Sample::others) * 100) + '%');
    }

    private static String sum(String format, double client, double server) {
        return String.format(Locale.ROOT, format + " + " + format, client, server);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%-" + widths[0] + "s", line.get(0)));
        for (int i = 1; i < widths.length; i++) {
            text.append("  ")
                    .append(" ".repeat(widths[i] - line.get(i).length()))
                    .append(line.get(i));
        }
        return text.toString();
    }
}
