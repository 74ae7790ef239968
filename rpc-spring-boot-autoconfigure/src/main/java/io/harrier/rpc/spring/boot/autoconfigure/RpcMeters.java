package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.Tracing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * All that the engine counts anyway, as meters that read it when the registry is read: a call does
 * nothing for them. The methods of schemas come and go with proxies and handlers, so each has its
 * meters from when it is first known.
 */
final class RpcMeters implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(RpcMeters.class);

    private final Tracing tracing;
    private final OpenClients clients;
    private final ObjectProvider<RpcServerLifecycle> server;
    private final ObjectProvider<Rules> rules;
    private final BufferMeters buffers;

    RpcMeters(
            Tracing tracing,
            OpenClients clients,
            ObjectProvider<RpcServerLifecycle> server,
            ObjectProvider<Rules> rules) {
        this.tracing = tracing;
        this.clients = clients;
        this.server = server;
        this.rules = rules;
        buffers = new BufferMeters(server, clients);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        tracing.forEachMethod(each -> safely(each.method(), () -> CallMeters.bind(each, registry)));
        clients.forEach(
                (name, each) -> safely(name, () -> ConnectionMeters.bind(name, each, registry)));
        server.ifAvailable(each -> ServerMeters.bind(each, tracing.queueDelays(), registry));
        buffers.bind(registry);
        if (!tracing.countsOnly()) {
            bindTracing(registry);
        }
        rules.ifAvailable(each -> bind(each, registry));
    }

    /** By whoever makes a proxy: a registry that refuses meters must not cost them their calls. */
    private static void safely(String what, Runnable bind) {
        try {
            bind.run();
        } catch (RuntimeException e) {
            LOG.warn("the registry takes no meters of {}; its calls are not disturbed", what, e);
        }
    }

    private static void bind(Rules rules, MeterRegistry registry) {
        Gauge.builder("rpc.rules.version", rules, of -> of.state().version())
                .description("Version of the rules that hold; 0 if none do.")
                .register(registry);
        Gauge.builder("rpc.rules.active", rules, of -> of.state().rules())
                .description("Rules that the document has.")
                .register(registry);
        pushes(rules, "accepted", of -> of.state().accepted(), registry);
        pushes(rules, "refused", of -> of.state().refused(), registry);
    }

    private static void pushes(
            Rules rules, String result, ToDoubleFunction<Rules> count, MeterRegistry registry) {
        FunctionCounter.builder("rpc.rules.pushes", rules, count)
                .description("Documents of rules that came.")
                .tag("result", result)
                .register(registry);
    }

    private void bindTracing(MeterRegistry registry) {
        for (TraceCount each : TraceCount.values()) {
            FunctionCounter.builder("rpc.tracing.events", tracing, of -> of.count(each))
                    .description("Decisions of the sampler, and what became of spans.")
                    .tags(List.of(Tag.of("event", each.word())))
                    .register(registry);
        }
    }
}
