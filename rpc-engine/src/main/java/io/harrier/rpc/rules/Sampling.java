package io.harrier.rpc.rules;

import io.harrier.rpc.call.Place;
import io.harrier.rpc.trace.RuledRate;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Tells tracing what rules say of the methods that it traces. Guarded by its owner. */
final class Sampling {
    private final Map<Tracing, Map<TracedMethod, Integer>> traced = new IdentityHashMap<>();

    /**
     * @param number of the method in the tables
     */
    void add(Tracing tracing, String client, Place place, int number) {
        Side side = place.isServer() ? Side.SERVER : Side.CLIENT;
        boolean isKnown = !place.service().name().isEmpty();
        TracedMethod method =
                isKnown
                        ? tracing.method(
                                side, client, place.service().name(), place.method().name())
                        : tracing.method(side, client, TracedMethod.OTHER, TracedMethod.OTHER);
        traced.computeIfAbsent(tracing, key -> new HashMap<>()).put(method, number);
    }

    void tell(RuleTable table, long nowNanos) {
        traced.forEach(
                (tracing, methods) -> tracing.ruled(rates(tracing, methods, table, nowNanos)));
    }

    private static Map<TracedMethod, List<RuledRate>> rates(
            Tracing tracing, Map<TracedMethod, Integer> methods, RuleTable table, long now) {
        Map<TracedMethod, List<RuledRate>> all = new HashMap<>();
        methods.forEach(
                (method, number) -> {
                    List<RuledRate> rates = rates(table.of(number), tracing.nanos() - now);
                    if (!rates.isEmpty()) {
                        all.put(method, rates);
                    }
                });
        return all;
    }

    /**
     * @param offset of the tracing's ticker to that of the rules
     */
    private static List<RuledRate> rates(MethodLevels levels, long offset) {
        List<RuledRate> rates = new ArrayList<>();
        for (int i = 0; i < levels.rules().size(); i++) {
            Rule rule = levels.rules().get(i);
            long until = rule.expires() == null ? RuledRate.FOREVER : levels.untilNanos(i) + offset;
            if (rule.settings().get(Setting.SAMPLING_EMERGENCY_RATE) instanceof Double rate) {
                rates.add(new RuledRate(rate, true, until));
            }
            if (rule.settings().get(Setting.SAMPLING_RATE) instanceof Double rate) {
                rates.add(new RuledRate(rate, false, until));
            }
        }
        return rates;
    }
}
