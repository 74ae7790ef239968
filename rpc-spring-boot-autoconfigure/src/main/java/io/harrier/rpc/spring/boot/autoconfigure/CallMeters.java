package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.metrics.CallStatistics;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.TracedMethod;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What is counted of the calls of a method. */
final class CallMeters {
    private CallMeters() {}

    static void bind(TracedMethod method, MeterRegistry registry) {
        boolean isServer = method.side() == Side.SERVER;
        String prefix = isServer ? "rpc.server." : "rpc.client.";
        Tags tags = Tags.of("service", method.service(), "method", method.method());
        if (!isServer) {
            tags = tags.and("client", method.client());
        }
        CallStatistics counted = method.statistics();
        LatencyMeters.bind(
                prefix + "calls",
                isServer
                        ? "Calls that have ended, from when they came in until their replies went out."
                        : "Calls that have ended, as long as their callers waited.",
                counted.latencies(),
                tags,
                registry);
        bindErrors(prefix + "errors", counted, tags, registry);
        if (isServer) {
            FunctionCounter.builder(prefix + "refused", counted, CallStatistics::refused)
                    .description("Calls refused before their arguments were read.")
                    .tags(tags)
                    .register(registry);
        }
    }

    private static void bindErrors(
            String name, CallStatistics counted, Tags tags, MeterRegistry registry) {
        for (int ending = Endings.VALUE + 1; ending < Endings.COUNT; ending++) {
            int wanted = ending;
            FunctionCounter.builder(name, counted, of -> of.ended(wanted))
                    .description("Calls that did not end with a value, the refused ones too.")
                    .tags(tags.and("kind", Endings.word(ending)))
                    .register(registry);
        }
    }
}
