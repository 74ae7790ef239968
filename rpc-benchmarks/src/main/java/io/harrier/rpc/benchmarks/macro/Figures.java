package io.harrier.rpc.benchmarks.macro;

import static io.harrier.rpc.benchmarks.macro.Entrants.DUBBO;
import static io.harrier.rpc.benchmarks.macro.Entrants.DUBBO_TRI;
import static io.harrier.rpc.benchmarks.macro.Entrants.GRPC_DIRECT;
import static io.harrier.rpc.benchmarks.macro.Entrants.GRPC_POOL;
import static io.harrier.rpc.benchmarks.macro.Entrants.OURS;
import static io.harrier.rpc.benchmarks.macro.Entrants.OURS_NONBLOCKING;
import static io.harrier.rpc.benchmarks.macro.Entrants.RAW;
import static io.harrier.rpc.benchmarks.macro.Entrants.RAW_HOP;
import static io.harrier.rpc.benchmarks.macro.Entrants.REST;
import static io.harrier.rpc.benchmarks.macro.Entrants.THRIFT_COMPACT;
import static io.harrier.rpc.benchmarks.macro.Entrants.THRIFT_INLINE;
import static io.harrier.rpc.benchmarks.macro.Entrants.THRIFT_WORKERS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures that are asked for by name, each a way to read the tables. */
final class Figures {
    private static final ToDoubleFunction<Sample> P50 = sample -> sample.window().p50Micros();
    private static final ToDoubleFunction<Sample> P99 = sample -> sample.window().p99Micros();

    private static final List<Duel> DUELS =
            List.of(
                    new Duel(OURS, THRIFT_WORKERS, 1.4),
                    new Duel(OURS_NONBLOCKING, THRIFT_INLINE, 1.2),
                    new Duel(OURS, GRPC_POOL, 2),
                    new Duel(OURS, DUBBO, 2),
                    new Duel(OURS, DUBBO_TRI, 2),
                    new Duel(OURS_NONBLOCKING, GRPC_DIRECT, 2.3),
                    new Duel(OURS_NONBLOCKING, REST, 2.5));

    private static final List<Entrant> JAVA_PEERS =
            List.of(
                    THRIFT_INLINE,
                    THRIFT_WORKERS,
                    THRIFT_COMPACT,
                    GRPC_POOL,
                    GRPC_DIRECT,
                    DUBBO,
                    DUBBO_TRI,
                    REST);

    private static final List<Figure> ALL =
            List.of(
                    new Figure(
                            "echo-blocking",
                            ">= 0.70; of netty-hop >= 0.85",
                            List.of(OURS, RAW, RAW_HOP),
                            List.of(Row.BLOCKING),
                            Figures::blocking),
                    new Figure(
                            "echo-nonblocking",
                            ">= 0.80",
                            List.of(OURS_NONBLOCKING, RAW),
                            List.of(Row.BLOCKING),
                            results -> ofRaw(results, Row.BLOCKING)),
                    new Figure(
                            "echo-async",
                            ">= 0.55",
                            List.of(OURS_NONBLOCKING, RAW),
                            List.of(Row.ASYNC),
                            results -> ofRaw(results, Row.ASYNC)),
                    new Figure(
                            "echo-peers",
                            ">= 1",
                            peers(7),
                            peers(2),
                            List.of(Row.BLOCKING),
                            List.of(),
                            Figures::peers),
                    new Figure(
                            "echo-kitex",
                            ">= 1.2",
                            kitex(),
                            List.of(Row.VIRTUAL, Row.VIRTUAL_MANY),
                            Figures::kitex),
                    new Figure(
                            "latency-one",
                            "<= 1.25",
                            List.of(OURS, OURS_NONBLOCKING, RAW, RAW_HOP),
                            List.of(Row.ONE),
                            Figures::latencyOne),
                    new Figure(
                            "open-loop",
                            "<= 1.0",
                            openLoop(JAVA_PEERS.size()),
                            openLoop(4),
                            List.of(Row.OPEN),
                            List.of(Row.HALF),
                            Figures::openLoop),
                    new Figure(
                            "alloc-per-call",
                            "<= 512; virtual threads <= 900",
                            List.of(OURS_NONBLOCKING, OURS),
                            List.of(Row.BLOCKING),
                            Figures::allocation));

    private Figures() {}

    static List<Figure> all() {
        return ALL;
    }

    /** Ours by other, and what it should be at least. */
    private record Duel(Entrant ours, Entrant other, double bar) {}

    private static Answer blocking(Results results) {
        String note =
                text(
                        "%.3f of netty-hop, which has a bare hop to a virtual thread for each frame and makes %.0f calls/s",
                        results.ratio(Row.BLOCKING, OURS, RAW_HOP),
                        results.calls(Row.BLOCKING, RAW_HOP));
        return new Answer(
                results.ratio(Row.BLOCKING, OURS, RAW),
                results.calls(Row.BLOCKING, OURS),
                results.calls(Row.BLOCKING, RAW),
                note);
    }

    private static Answer ofRaw(Results results, Row row) {
        return new Answer(
                results.ratio(row, OURS_NONBLOCKING, RAW),
                results.calls(row, OURS_NONBLOCKING),
                results.calls(row, RAW),
                "");
    }

    private static Answer peers(Results results) {
        List<String> notes = new ArrayList<>();
        Duel worst = null;
        double least = Double.POSITIVE_INFINITY;
        for (Duel duel : DUELS) {
            if (results.has(Row.BLOCKING, duel.other)) {
                double ratio = results.ratio(Row.BLOCKING, duel.ours, duel.other);
                notes.add(
                        text(
                                "%s / %s = %.2f (>= %.1f)",
                                duel.ours.name(), duel.other.name(), ratio, duel.bar));
                if (ratio / duel.bar < least) {
                    least = ratio / duel.bar;
                    worst = duel;
                }
            }
        }
        if (worst == null) {
            return new Answer(Double.NaN, Double.NaN, Double.NaN, "no peer is built");
        }
        return new Answer(
                least,
                results.calls(Row.BLOCKING, worst.ours),
                results.calls(Row.BLOCKING, worst.other),
                String.join("; ", notes));
    }

    private static Answer kitex(Results results) {
        Answer few = kitex(results, Row.VIRTUAL);
        Answer many = kitex(results, Row.VIRTUAL_MANY);
        Answer worse = few.figure() < many.figure() ? few : many;
        return new Answer(
                worse.figure(), worse.ours(), worse.other(), few.note() + "; " + many.note());
    }

    private static Answer kitex(Results results, Row row) {
        Entrant best =
                best(
                        results,
                        row,
                        Entrants.KITEX,
                        Comparator.comparingDouble(each -> -results.calls(row, each)));
        double ratio = results.ratio(row, OURS, best);
        return new Answer(
                ratio,
                results.calls(row, OURS),
                results.calls(row, best),
                text("%d callers: %.2f of %s", row.callers(), ratio, best.name()));
    }

    private static Answer latencyOne(Results results) {
        String note =
                text(
                        "nonBlocking: %.2f of netty, %.1f us; netty-hop %.1f us",
                        results.ratio(Row.ONE, OURS_NONBLOCKING, RAW, P50),
                        results.median(Row.ONE, OURS_NONBLOCKING, P50),
                        results.median(Row.ONE, RAW_HOP, P50));
        return new Answer(
                results.ratio(Row.ONE, OURS, RAW, P50),
                results.median(Row.ONE, OURS, P50),
                results.median(Row.ONE, RAW, P50),
                note);
    }

    private static Answer openLoop(Results results) {
        Comparator<Entrant> byP99 =
                Comparator.comparingDouble(each -> results.median(Row.OPEN, each, P99));
        Entrant ours = best(results, Row.OPEN, List.of(OURS, OURS_NONBLOCKING), byP99);
        Entrant other = best(results, Row.OPEN, JAVA_PEERS, byP99);
        List<String> notes =
                new ArrayList<>(List.of(ours.name() + " / " + other.name() + ", p99 in us"));
        for (Entrant each : results.entrants(Row.OPEN)) {
            notes.add(text("%s %.0f", each.name(), results.median(Row.OPEN, each, P99)));
        }
        if (results.has(Row.HALF, ours)) {
            notes.add(text("at half of our peak %.0f", results.median(Row.HALF, ours, P99)));
        }
        return new Answer(
                results.ratio(Row.OPEN, ours, other, P99),
                results.median(Row.OPEN, ours, P99),
                results.median(Row.OPEN, other, P99),
                String.join("; ", notes));
    }

    private static Answer allocation(Results results) {
        double objects = EchoObjects.bytesACall();
        double nonBlocking = results.median(Row.BLOCKING, OURS_NONBLOCKING, Sample::bytes);
        double virtual = results.median(Row.BLOCKING, OURS, Sample::bytes);
        return new Answer(
                nonBlocking - objects,
                nonBlocking,
                objects,
                text(
                        "bytes beyond the objects of request and reply; on virtual threads %.0f",
                        virtual - objects));
    }

    private static Entrant best(
            Results results, Row row, List<Entrant> of, Comparator<Entrant> order) {
        return of.stream().filter(each -> results.has(row, each)).min(order).orElse(of.get(0));
    }

    private static List<Entrant> peers(int count) {
        List<Entrant> all = new ArrayList<>(List.of(RAW, OURS, OURS_NONBLOCKING));
        DUELS.stream().limit(count).forEach(duel -> all.add(duel.other));
        return all;
    }

    private static List<Entrant> kitex() {
        List<Entrant> all = new ArrayList<>(List.of(RAW, OURS));
        all.addAll(Entrants.KITEX);
        return all;
    }

    private static List<Entrant> openLoop(int peers) {
        List<Entrant> all = new ArrayList<>(List.of(OURS, OURS_NONBLOCKING));
        all.addAll(JAVA_PEERS.subList(0, peers));
        return all;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
