package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.machine.CoreDistance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The samples of each row and entrant, one a round. Some meet processors that are near each other,
 * and some processors that are apart, where whatever waits for the other takes longer: the two
 * kinds are read one by one.
 */
final class Results {
    private final Map<Row, List<Map<Entrant, Sample>>> rounds = new LinkedHashMap<>();

    /** As they came first; in rounds they take turns. */
    private final Set<Entrant> order = new LinkedHashSet<>();

    private final double leastDistance;

    /** One that knows no distance but those of its samples. */
    Results() {
        this(Double.POSITIVE_INFINITY);
    }

    /**
     * @param leastDistance of the processors that was seen before, be it no number
     */
    Results(double leastDistance) {
        this.leastDistance = leastDistance;
    }

    /** Adds one to the first round that has none of this entrant. */
    void add(Row row, Entrant entrant, Sample sample) {
        order.add(entrant);
        List<Map<Entrant, Sample>> all = rounds.computeIfAbsent(row, key -> new ArrayList<>());
        if (all.stream().allMatch(round -> round.containsKey(entrant))) {
            all.add(new LinkedHashMap<>());
        }
        all.stream()
                .filter(round -> !round.containsKey(entrant))
                .findFirst()
                .orElseThrow()
                .put(entrant, sample);
    }

    Set<Row> rows() {
        return rounds.keySet();
    }

    List<Entrant> entrants(Row row) {
        return order.stream().filter(each -> has(row, each)).toList();
    }

    boolean has(Row row, Entrant entrant) {
        return of(row, entrant).findAny().isPresent();
    }

    Stream<Sample> of(Row row, Entrant entrant) {
        return rounds(row).stream().flatMap(round -> Stream.ofNullable(round.get(entrant)));
    }

    /** How many samples each entrant of a row has at least of near processors. */
    int near(Row row) {
        return entrants(row).stream().mapToInt(each -> near(row, each)).min().orElse(0);
    }

    /** Whether a row has too few samples of near processors, for what it has of the others. */
    boolean isMixed(Row row) {
        return entrants(row).stream().anyMatch(each -> !hasEnough(row, each) && isMixed(row, each));
    }

    /** Those of near processors; all of an entrant that has too few of them in a row. */
    Results near() {
        return some(true);
    }

    /** The others. */
    Results apart() {
        return some(false);
    }

    /** From processor to processor, as a rule. */
    String distanceText() {
        double[] all = distances().toArray();
        double nanos = median(all);
        return Double.isNaN(nanos)
                ? "not known how far"
                : Math.round(nanos) + " ns in " + all.length + " windows";
    }

    double median(Row row, Entrant entrant, ToDoubleFunction<Sample> figure) {
        return median(of(row, entrant).mapToDouble(figure).toArray());
    }

    double least(Row row, Entrant entrant, ToDoubleFunction<Sample> figure) {
        return of(row, entrant).mapToDouble(figure).min().orElse(Double.NaN);
    }

    double most(Row row, Entrant entrant, ToDoubleFunction<Sample> figure) {
        return of(row, entrant).mapToDouble(figure).max().orElse(Double.NaN);
    }

    double calls(Row row, Entrant entrant) {
        return median(row, entrant, Sample::callsPerSecond);
    }

    /**
     * One by the other within each round, and the median of that: what disturbs one round decides
     * nothing. One's median by the other's if they have hardly a round in common.
     */
    double ratio(Row row, Entrant one, Entrant other, ToDoubleFunction<Sample> figure) {
        double[] ratios =
                rounds(row).stream()
                        .filter(round -> round.containsKey(one) && round.containsKey(other))
                        .mapToDouble(
                                round ->
                                        figure.applyAsDouble(round.get(one))
                                                / figure.applyAsDouble(round.get(other)))
                        .toArray();
        return ratios.length < CoreDistance.ENOUGH
                ? median(row, one, figure) / median(row, other, figure)
                : median(ratios);
    }

    double ratio(Row row, Entrant one, Entrant other) {
        return ratio(row, one, other, Sample::callsPerSecond);
    }

    /** Not a number if there is none. */
    static double median(double... values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private Results some(boolean isNear) {
        Results some = new Results(leastDistance);
        some.order.addAll(order);
        for (Row row : rounds.keySet()) {
            for (Map<Entrant, Sample> round : rounds(row)) {
                Map<Entrant, Sample> those = new LinkedHashMap<>(round);
                those.entrySet()
                        .removeIf(
                                each ->
                                        isNear
                                                != (isNear(each.getValue())
                                                        || !hasEnough(row, each.getKey())));
                if (!those.isEmpty()) {
                    some.rounds.computeIfAbsent(row, key -> new ArrayList<>()).add(those);
                }
            }
        }
        return some;
    }

    private boolean hasEnough(Row row, Entrant entrant) {
        return near(row, entrant) >= CoreDistance.ENOUGH;
    }

    private boolean isMixed(Row row, Entrant entrant) {
        return of(row, entrant).anyMatch(sample -> !isNear(sample));
    }

    private int near(Row row, Entrant entrant) {
        return (int) of(row, entrant).filter(this::isNear).count();
    }

    private boolean isNear(Sample sample) {
        return CoreDistance.isNear(
                sample.coreDistance(), distances().reduce(leastDistance, Math::min));
    }

    private DoubleStream distances() {
        return rounds.values().stream()
                .flatMap(List::stream)
                .flatMap(round -> round.values().stream())
                .mapToDouble(Sample::coreDistance);
    }

    private List<Map<Entrant, Sample>> rounds(Row row) {
        return rounds.getOrDefault(row, List.of());
    }
}
