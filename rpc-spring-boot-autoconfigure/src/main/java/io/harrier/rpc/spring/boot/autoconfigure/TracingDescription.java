package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.metrics.CallSnapshot;
import io.harrier.rpc.trace.EmergencyRule;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sampler, and what is counted of calls.
 *
 * @param sampling whether calls are traced, and not only counted
 * @param events decisions of the sampler, and what became of spans
 * @param emergency the rules that are in force
 */
record TracingDescription(
        boolean sampling, Map<String, Long> events, List<Emergency> emergency, List<Calls> calls) {
    /**
     * @param service empty for all
     * @param method empty for all
     * @param left until it ends
     */
    record Emergency(String service, String method, double rate, Duration left) {}

    /**
     * Those of one method.
     *
     * @param client null on a server
     * @param failures those among the calls that did not end with an answer
     * @param samplingRate part that is sampled now, where a trace begins
     */
    record Calls(
            String side,
            @Nullable String client,
            String service,
            String method,
            long calls,
            long failures,
            double samplingRate) {}

    static TracingDescription of(Tracing tracing) {
        Map<String, Long> events = new TreeMap<>();
        for (TraceCount each : TraceCount.values()) {
            events.put(each.word(), tracing.count(each));
        }
        return new TracingDescription(
                !tracing.countsOnly(),
                tracing.countsOnly() ? Map.of() : events,
                emergency(tracing),
                tracing.methods().stream().map(each -> calls(tracing, each)).toList());
    }

    private static List<Emergency> emergency(Tracing tracing) {
        long now = tracing.nanos();
        return tracing.emergency().stream()
                .filter(rule -> rule.untilNanos() - now > 0)
                .map(rule -> describe(rule, now))
                .toList();
    }

    private static Emergency describe(EmergencyRule rule, long now) {
        return new Emergency(
                rule.service(),
                rule.method(),
                rule.rate(),
                Duration.ofNanos(rule.untilNanos() - now));
    }

    private static Calls calls(Tracing tracing, TracedMethod method) {
        CallSnapshot counted = method.statistics().snapshot();
        return new Calls(
                method.side().name().toLowerCase(Locale.ROOT),
                method.client().isEmpty() ? null : method.client(),
                method.service(),
                method.method(),
                counted.calls(),
                counted.failures(),
                tracing.countsOnly() ? 0 : tracing.rate(method));
    }
}
