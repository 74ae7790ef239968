package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Mode;
import java.util.List;
import java.util.Locale;

/**
 * A load that all entrants are put under. On the command line {@code blocking-32-1024}, {@code
 * open-64-1024-25000} or {@code open-64-1024-half}.
 *
 * @param rate calls a second, or {@link #HALF_PEAK}; of {@link Mode#OPEN} alone
 */
record Row(Mode mode, int callers, int bytes, int rate) {
    static final int HALF_PEAK = -1;
    static final int CALLERS = 32;
    static final int BYTES = 1024;
    static final int OPEN_RATE = 25_000;
    private static final int OPEN_THREADS = 64;

    static final Row BLOCKING = new Row(Mode.BLOCKING, CALLERS, BYTES, 0);
    static final Row VIRTUAL = new Row(Mode.VIRTUAL, CALLERS, BYTES, 0);
    static final Row VIRTUAL_MANY = new Row(Mode.VIRTUAL, 128, BYTES, 0);
    static final Row ASYNC = new Row(Mode.ASYNC, CALLERS, BYTES, 0);
    static final Row ONE = new Row(Mode.BLOCKING, 1, BYTES, 0);
    static final Row OPEN = new Row(Mode.OPEN, OPEN_THREADS, BYTES, OPEN_RATE);
    static final Row HALF = new Row(Mode.OPEN, OPEN_THREADS, BYTES, HALF_PEAK);

    /** One axis at a time leaves {@link #BLOCKING}; {@code --all-rows} has the whole cube. */
    static final List<Row> CROSS =
            List.of(
                    BLOCKING,
                    new Row(Mode.BLOCKING, CALLERS, 100, 0),
                    new Row(Mode.BLOCKING, CALLERS, 5120, 0),
                    ONE,
                    new Row(Mode.BLOCKING, 128, BYTES, 0),
                    VIRTUAL,
                    VIRTUAL_MANY,
                    ASYNC,
                    OPEN,
                    HALF);

    static final List<Row> FEW = List.of(BLOCKING, VIRTUAL, ASYNC, OPEN);

    /** Each mode, number of callers and size with each other. */
    static List<Row> cube() {
        return List.of(Mode.BLOCKING, Mode.VIRTUAL, Mode.ASYNC).stream()
                .flatMap(
                        mode ->
                                List.of(1, CALLERS, 128).stream()
                                        .map(callers -> new Row(mode, callers, BYTES, 0)))
                .flatMap(row -> List.of(100, BYTES, 5120).stream().map(row::ofBytes))
                .toList();
    }

    static Row parse(String text) {
        String[] words = text.split("-");
        if (words.length < 3) {
            throw new IllegalArgumentException(
                    "row: " + text + " (expected: such as " + BLOCKING.name() + ')');
        }
        return new Row(
                Mode.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                words.length < 4 ? 0 : rate(words[3]));
    }

    /** As on the command line. */
    String name() {
        String closed = mode.name().toLowerCase(Locale.ROOT) + '-' + callers + '-' + bytes;
        return mode == Mode.OPEN ? closed + '-' + (rate == HALF_PEAK ? "half" : rate) : closed;
    }

    /** For people. */
    String title() {
        return switch (mode) {
            case BLOCKING -> callers + " platform threads that wait, " + bytes + " bytes";
            case VIRTUAL ->
                    callers + " virtual threads (or goroutines) that wait, " + bytes + " bytes";
            case ASYNC -> callers + " calls in flight, nobody waits, " + bytes + " bytes";
            case OPEN ->
                    (rate == HALF_PEAK ? "half of its own peak" : rate + " calls a second")
                            + ", open loop, "
                            + bytes
                            + " bytes";
        };
    }

    /** Whether speed is given, and the times that it leaves are asked. */
    boolean isOpen() {
        return mode == Mode.OPEN;
    }

    Row withCallers(int count) {
        return new Row(mode, count, bytes, rate);
    }

    private Row ofBytes(int length) {
        return new Row(mode, callers, length, rate);
    }

    private static int rate(String word) {
        return word.equals("half") ? HALF_PEAK : Integer.parseInt(word);
    }
}
