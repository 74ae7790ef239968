package io.harrier.rpc.benchmarks.macro;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param name of a figure, or {@code macro}
 * @param peers the contestants' names; empty for the name's own
 * @param rows the loads; empty for the name's own
 * @param seconds that windows take in all; 0 for the name's own
 * @param page folder that the results are written to; null to print them alone
 */
record Options(
        String name,
        boolean isShort,
        boolean pinned,
        List<Entrant> peers,
        List<Row> rows,
        int seconds,
        @Nullable Path page) {
    static Options parse(String... args) {
        List<String> words = Arrays.asList(args);
        String page = value(words, "--page=");
        String seconds = value(words, "--seconds=");
        return new Options(
                words.get(0),
                words.contains("--short"),
                words.contains("--pin"),
                names(words, "--peers=").map(Entrants::named).toList(),
                words.contains("--all-rows")
                        ? Row.cube()
                        : names(words, "--rows=").map(Row::parse).toList(),
                seconds.isEmpty() ? 0 : Integer.parseInt(seconds),
                page.isEmpty() ? null : Path.of(page));
    }

    private static Stream<String> names(List<String> words, String option) {
        return Stream.of(value(words, option).split(",")).filter(name -> !name.isEmpty());
    }

    private static String value(List<String> words, String option) {
        return words.stream()
                .filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length()))
                .findFirst()
                .orElse("");
    }
}
