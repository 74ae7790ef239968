package io.harrier.rpc.benchmarks.macro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The samples of each row and entrant, one a round. */
final class Results {
    private final Map<Row, Map<Entrant, List<Sample>>> samples = new LinkedHashMap<>();

    void add(Row row, Entrant entrant, Sample sample) {
        samples.computeIfAbsent(row, key -> new LinkedHashMap<>())
                .computeIfAbsent(entrant, key -> new ArrayList<>())
                .add(sample);
    }

    Set<Row> rows() {
        return samples.keySet();
    }

    Set<Entrant> entrants(Row row) {
        return samples.getOrDefault(row, Map.of()).keySet();
    }

    boolean has(Row row, Entrant entrant) {
        return !of(row, entrant).isEmpty();
    }

    List<Sample> of(Row row, Entrant entrant) {
        return samples.getOrDefault(row, Map.of()).getOrDefault(entrant, List.of());
    }

    double median(Row row, Entrant entrant, ToDoubleFunction<Sample> figure) {
        return median(of(row, entrant).stream().mapToDouble(figure).toArray());
    }

    double least(Row row, Entrant entrant, ToDoubleFunction<Sample> figure) {
        return of(row, entrant).stream().mapToDouble(figure).min().orElse(Double.NaN);
    }

    double most(Row row, Entrant entrant, ToDoubleFunction<Sample> figure) {
        return of(row, entrant).stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    double calls(Row row, Entrant entrant) {
        return median(row, entrant, Sample::callsPerSecond);
    }

    /**
     * One by the other within each round, and the median of that: what disturbs one round decides
     * nothing.
     */
    double ratio(Row row, Entrant one, Entrant other, ToDoubleFunction<Sample> figure) {
        List<Sample> above = of(row, one);
        List<Sample> below = of(row, other);
        double[] ratios = new double[Math.min(above.size(), below.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
        }
        return median(ratios);
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
}
