package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.SpanExporter;
import io.harrier.rpc.trace.SpanRecord;
import io.harrier.rpc.trace.TraceBridge;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.Tracing;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

class RpcTracingAutoConfigurationTest {
    private final Spans spans = new Spans();

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcTracingAutoConfiguration.class,
                                    RpcMicrometerTracingAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withBean(Greetings.WhoCalls.class)
                    .withPropertyValues(
                            "rpc.server.port=-1",
                            "rpc.server.in-process-name=traced",
                            "rpc.client.greeter.target=in-process:traced");

    @Test
    void exporterBean_getsTheSpansOfClientAndServer() {
        app.withBean(SpanExporter.class, () -> spans)
                .withPropertyValues("rpc.tracing.base-rate=1")
                .run(RpcTracingAutoConfigurationTest::greet);

        assertThat(spans.sides).containsExactlyInAnyOrder("CLIENT greet", "SERVER greet");
    }

    @Test
    void withoutAnExporter_nothingIsTraced() {
        app.run(context -> assertThat(context).doesNotHaveBean(Tracing.class));
    }

    @Test
    void exporterBeans_severalOfThem_eachGetTheSpans() {
        Spans others = new Spans();
        app.withBean("one", SpanExporter.class, () -> spans)
                .withBean("other", SpanExporter.class, () -> others)
                .withPropertyValues("rpc.tracing.base-rate=1")
                .run(RpcTracingAutoConfigurationTest::greet);

        assertThat(spans.sides).hasSize(2);
        assertThat(others.sides).hasSize(2);
    }

    @Test
    void tracerOfTheApplication_isEnough() {
        app.withBean(Tracer.class, RpcTracingAutoConfigurationTest::tracer)
                .run(
                        context -> {
                            assertThat(context.getBean(Tracing.class).countsOnly()).isFalse();
                            assertThat(context).hasSingleBean(TraceBridge.class);
                            assertThat(context).doesNotHaveBean(SpanExporter.class);
                            greet(context);
                        });
    }

    /** A trace that nobody records would tell those behind it not to sample. */
    @Test
    void tracerThatDoesNothing_beginsNoTrace() {
        AtomicReference<Boolean> isTraced = new AtomicReference<>();
        app.withBean(Tracer.class, () -> Tracer.NOOP)
                .withBean(Middleware.class, () -> seesTrace(isTraced))
                .run(
                        context -> {
                            assertThat(context.getBean(Tracing.class).countsOnly()).isTrue();
                            greet(context);
                        });

        assertThat(isTraced).hasValue(false);
    }

    @Test
    void tracerOfBoot_forWhereThereIsNone_isNone() {
        app.withConfiguration(AutoConfigurations.of(NoopTracerAutoConfiguration.class))
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(Tracer.class);
                            assertThat(context).doesNotHaveBean(Tracing.class);
                            greet(context);
                        });
    }

    /** Of Brave, of which no other bean tells. */
    private static Tracer tracer() {
        brave.Tracing behind = brave.Tracing.newBuilder().build();
        return new BraveTracer(
                behind.tracer(), new BraveCurrentTraceContext(behind.currentTraceContext()));
    }

    private static Middleware seesTrace(AtomicReference<Boolean> isTraced) {
        return (next, place) ->
                call -> {
                    isTraced.set(CallContext.current().isTraced());
                    return next.invoke(call);
                };
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.micrometer.tracing", "brave", "io.opentelemetry"})
    void anyLibraryOfTracing_mayBeMissing(String missing) {
        app.withBean(SpanExporter.class, () -> spans)
                .withPropertyValues("rpc.tracing.base-rate=1")
                .withClassLoader(new FilteredClassLoader(missing))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(context).doesNotHaveBean("rpcTraceBridge");
                            greet(context);
                        });

        assertThat(spans.sides).hasSize(2);
    }

    @Test
    void enabledFalse_nothingIsTraced() {
        app.withBean(SpanExporter.class, () -> spans)
                .withBean(Tracer.class, () -> Tracer.NOOP)
                .withPropertyValues("rpc.tracing.enabled=false", "rpc.tracing.base-rate=1")
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(Tracing.class);
                            assertThat(context).doesNotHaveBean(TraceBridge.class);
                            greet(context);
                        });

        assertThat(spans.sides).isEmpty();
    }

    @Test
    void tracingBean_ofTheApplication_isUsed() {
        Tracing own =
                Tracing.builder()
                        .sampling(new SamplingSettings(1, 1, 1, false, 0))
                        .exporter(spans)
                        .start();
        app.withBean(SpanExporter.class, () -> spans)
                .withBean(Tracing.class, () -> own)
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(Tracing.class);
                            greet(context);
                        });

        assertThat(spans.sides).hasSize(2);
    }

    @Test
    void trickleOff_samplesNoFirstCall() {
        app.withBean(SpanExporter.class, () -> spans)
                .withPropertyValues("rpc.tracing.base-rate=1e-12")
                .run(
                        context -> {
                            greet(context);
                            assertThat(sampledFirst(context)).isEqualTo(1);
                        });
        app.withBean(SpanExporter.class, () -> spans)
                .withPropertyValues("rpc.tracing.base-rate=1e-12", "rpc.tracing.trickle=false")
                .run(
                        context -> {
                            greet(context);
                            assertThat(sampledFirst(context)).isZero();
                        });
    }

    @Test
    void keys_areTheSettingsOfTheSampler() {
        app.withPropertyValues(
                        "rpc.tracing.base-rate=0.1",
                        "rpc.tracing.raised-rate=0.2",
                        "rpc.tracing.error-threshold=0.3",
                        "rpc.tracing.trickle=false",
                        "rpc.tracing.kept-per-second=4",
                        "rpc.tracing.ring-size=8",
                        "rpc.tracing.b3=true")
                .run(
                        context -> {
                            RpcTracingProperties told = bound(context.getEnvironment());
                            assertThat(told.sampling(new KeyInUse()))
                                    .isEqualTo(new SamplingSettings(0.1, 0.2, 0.3, false, 4));
                            assertThat(told.getRingSize()).isEqualTo(8);
                        });
        assertThat(new RpcTracingProperties().sampling(new KeyInUse()))
                .isEqualTo(SamplingSettings.DEFAULT);
    }

    @Test
    void b3_isSentIfAskedFor() {
        app.withBean(SpanExporter.class, () -> spans)
                .withPropertyValues("rpc.tracing.b3=true")
                .run(context -> assertThat(context.getBean(Tracing.class).hasB3()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "base-rate, 2",
        "raised-rate, -1",
        "error-threshold, 1.5",
        "kept-per-second, -1",
        "ring-size, 1000"
    })
    void key_thatCannotBe_isNamed(String key, String value) {
        app.withBean(SpanExporter.class, () -> spans)
                .withPropertyValues("rpc.tracing." + key + '=' + value)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOfSatisfying(
                                                InvalidConfigurationPropertyValueException.class,
                                                e ->
                                                        assertThat(e.getName())
                                                                .isEqualTo("rpc.tracing." + key)));
    }

    private static RpcTracingProperties bound(Environment environment) {
        return Binder.get(environment).bind("rpc.tracing", RpcTracingProperties.class).get();
    }

    private static long sampledFirst(ApplicationContext context) {
        return context.getBean(Tracing.class).count(TraceCount.SAMPLED_BY_TRICKLE);
    }

    private static void greet(ApplicationContext context) throws Exception {
        context.getBean(RpcClientRegistry.class).proxy("greeter", Greeter.Iface.class).greet("you");
    }

    private static final class Spans implements SpanExporter {
        private final List<String> sides = new CopyOnWriteArrayList<>();

        @Override
        public void export(SpanRecord span) {
            sides.add(span.side() + " " + span.method().method());
        }
    }
}
