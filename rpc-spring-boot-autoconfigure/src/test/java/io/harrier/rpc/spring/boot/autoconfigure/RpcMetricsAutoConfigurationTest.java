package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import io.harrier.rpc.trace.SpanExporter;
import io.harrier.rpc.trace.Tracing;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What the engine counts, as an application's registry shows it. */
class RpcMetricsAutoConfigurationTest {
    private static final Path GUIDE =
            Path.of(System.getProperty("basedir", ""))
                    .toAbsolutePath()
                    .getParent()
                    .resolve("docs/guide/metrics.md");

    private final ApplicationContextRunner without =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    MetricsAutoConfiguration.class,
                                    PrometheusMetricsExportAutoConfiguration.class,
                                    RpcAutoConfiguration.class,
                                    RpcTracingAutoConfiguration.class,
                                    RpcMetricsAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withBean(Refusing.class)
                    .withPropertyValues(
                            "management.defaults.metrics.export.enabled=false",
                            "rpc.server.port=-1",
                            "rpc.server.in-process-name=counted",
                            "rpc.client.greeter.target=in-process:counted");

    private final ApplicationContextRunner app =
            without.withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new);

    /** Says hello, but not to nobody. */
    @RpcService
    static final class Refusing implements Greeter.Iface {
        @Override
        public String greet(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("nobody");
            }
            return "hello " + name;
        }
    }

    @Test
    void calls_areCountedOnBothSides_withTheirLatenciesAndErrors() {
        app.run(
                context -> {
                    Greeter.Iface greeter = greeter(context);
                    for (int i = 0; i < 5; i++) {
                        greeter.greet("you");
                    }
                    assertThatThrownBy(() -> greeter.greet("")).isNotNull();

                    for (String side : new String[] {"server", "client"}) {
                        String calls = "rpc." + side + ".calls";
                        assertThat(value(context, calls, "COUNT", "method", "greet")).isEqualTo(6);
                        assertThat(value(context, calls, "TOTAL_TIME", "method", "greet"))
                                .isPositive();
                        assertThat(value(context, calls + ".within", "COUNT", "le", "+Inf"))
                                .isEqualTo(6);
                        assertThat(value(context, calls + ".within", "COUNT", "le", "0.000065536"))
                                .isLessThan(6);
                        String errors = "rpc." + side + ".errors";
                        assertThat(value(context, errors, "COUNT", "service", "Greeter"))
                                .isEqualTo(1);
                    }
                    assertThat(
                                    value(
                                            context,
                                            "rpc.server.errors",
                                            "COUNT",
                                            "kind",
                                            "handler-failed"))
                            .isEqualTo(1);
                    assertThat(value(context, "rpc.client.calls", "COUNT", "client", "greeter"))
                            .isEqualTo(6);
                });
    }

    @Test
    void bounds_areCumulative_upToAllOfThem() {
        app.run(
                context -> {
                    for (int i = 0; i < 20; i++) {
                        greeter(context).greet("you");
                    }
                    double last = 0;
                    for (int exponent = 16; exponent <= 35; exponent++) {
                        String le = Double.toString((1L << exponent) / 1e9);
                        double now =
                                context
                                        .getBean(MeterRegistry.class)
                                        .find("rpc.client.calls.within")
                                        .functionCounters()
                                        .stream()
                                        .filter(each -> isBound(each, Double.parseDouble(le)))
                                        .mapToDouble(each -> each.count())
                                        .sum();
                        assertThat(now).isGreaterThanOrEqualTo(last);
                        last = now;
                    }
                    assertThat(last).isEqualTo(20);
                });
    }

    private static boolean isBound(Meter meter, double bound) {
        return Double.parseDouble(meter.getId().getTag("le").replace("+Inf", "Infinity")) == bound;
    }

    @Test
    void connectionsHostsAndBuffers_areShown() {
        app.run(
                context -> {
                    greeter(context).greet("you");

                    assertThat(value(context, "rpc.server.connections", "VALUE")).isEqualTo(1);
                    assertThat(value(context, "rpc.client.connections", "VALUE")).isEqualTo(1);
                    assertThat(
                                    value(
                                            context,
                                            "rpc.client.connections.events",
                                            "COUNT",
                                            "event",
                                            "opened"))
                            .isEqualTo(1);
                    assertThat(value(context, "rpc.client.hosts", "VALUE", "state", "used"))
                            .isEqualTo(1);
                    assertThat(value(context, "rpc.buffers.events", "COUNT")).isPositive();
                    assertThat(value(context, "rpc.server.active", "VALUE")).isZero();
                });
    }

    /** What a caller says does not become a tag. */
    @Test
    void tags_haveOnlyWhatSchemasAndKeysSay() {
        app.run(
                context -> {
                    greeter(context).greet("Ada");

                    assertThat(context.getBean(MeterRegistry.class).getMeters())
                            .filteredOn(meter -> meter.getId().getName().startsWith("rpc."))
                            .flatExtracting(meter -> meter.getId().getTags())
                            .filteredOn(
                                    tag ->
                                            !Set.of("le", "kind", "state", "event", "result")
                                                    .contains(tag.getKey()))
                            .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                            .containsOnly("service=Greeter", "method=greet", "client=greeter");
                });
    }

    @Test
    void withoutATracer_nothingIsTracedAndNothingRuns() {
        app.run(
                context -> {
                    greeter(context).greet("you");
                    assertThat(context.getBean(Tracing.class).countsOnly()).isTrue();
                    assertThat(context.getBean(MeterRegistry.class).find("rpc.tracing.events"))
                            .matches(search -> search.meters().isEmpty());
                    assertThat(Thread.getAllStackTraces().keySet())
                            .extracting(Thread::getName)
                            .noneMatch(name -> name.startsWith("rpc-trace"));
                });
    }

    @Test
    void withTracing_itsDecisionsAreShown_andCallsAreCountedOnce() {
        app.withBean(SpanExporter.class, () -> span -> {})
                .withPropertyValues("rpc.tracing.base-rate=1")
                .run(
                        context -> {
                            greeter(context).greet("you");
                            assertThat(context).hasSingleBean(Tracing.class);
                            assertThat(
                                            value(
                                                    context,
                                                    "rpc.tracing.events",
                                                    "COUNT",
                                                    "event",
                                                    "sampled-by-rate"))
                                    .isEqualTo(1);
                            assertThat(value(context, "rpc.server.calls", "COUNT")).isEqualTo(1);
                        });
    }

    @Test
    void withoutARegistry_nothingIsCounted() {
        without.run(
                context -> {
                    assertThat(context).doesNotHaveBean(RpcMeters.class);
                    assertThat(context).doesNotHaveBean(Tracing.class);
                    greeter(context).greet("you");
                });
    }

    @Test
    void withoutMicrometer_theApplicationStarts() {
        without.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(RpcMetricsAutoConfiguration.class);
                            assertThat(greeter(context).greet("you")).isEqualTo("hello you");
                        });
    }

    @Test
    void metersSwitchedOff_nothingIsCounted() {
        app.withPropertyValues("management.metrics.enable.rpc=false")
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(Tracing.class);
                            assertThat(context.getBean(MeterRegistry.class).getMeters())
                                    .noneMatch(meter -> meter.getId().getName().startsWith("rpc."));
                        });
    }

    @Test
    void registry_thatRefusesMeters_costsNoCall() {
        MeterFilter refusing =
                new MeterFilter() {
                    @Override
                    public Meter.Id map(Meter.Id id) {
                        if (id.getName().startsWith("rpc.client.")) {
                            throw new IllegalStateException("no meters");
                        }
                        return id;
                    }
                };
        app.withBean(MeterFilter.class, () -> refusing)
                .run(
                        context -> {
                            assertThat(greeter(context).greet("you")).isEqualTo("hello you");
                            assertThat(value(context, "rpc.server.calls", "COUNT")).isEqualTo(1);
                        });
    }

    @Test
    void scrape_hasWhatPrometheusTakesAsBuckets() {
        without.withPropertyValues("management.prometheus.metrics.export.enabled=true")
                .run(
                        context -> {
                            greeter(context).greet("you");
                            String page = context.getBean(PrometheusMeterRegistry.class).scrape();
                            assertThat(page)
                                    .contains(
                                            "rpc_server_calls_seconds_count{method=\"greet\",service=\"Greeter\"} 1",
                                            "rpc_server_calls_within_total{le=\"+Inf\",method=\"greet\",service=\"Greeter\"} 1.0",
                                            "rpc_client_errors_total{client=\"greeter\",kind=\"overloaded\"",
                                            "rpc_client_connections{client=\"greeter\",state=\"shared\"} 1.0",
                                            "rpc_buffers_held_bytes ");
                        });
    }

    @Test
    void rules_areShown_withTheDocumentsThatCame() {
        app.withBean(Rules.class)
                .run(
                        context -> {
                            Rules rules = context.getBean(Rules.class);
                            rules.push("{\"rules\": {\"Greeter\": {\"timeout\": \"1s\"}}}", "test");
                            rules.push("{", "test");

                            assertThat(value(context, "rpc.rules.version", "VALUE")).isEqualTo(1);
                            assertThat(value(context, "rpc.rules.active", "VALUE")).isEqualTo(1);
                            assertThat(
                                            value(
                                                    context,
                                                    "rpc.rules.pushes",
                                                    "COUNT",
                                                    "result",
                                                    "refused"))
                                    .isEqualTo(1);
                            assertThat(value(context, "rpc.rules.pushes", "COUNT")).isEqualTo(2);
                        });
    }

    /** Each of them is read; what the guide does not list is not there, and the other way round. */
    @Test
    void guide_listsTheMeters() {
        app.withBean(SpanExporter.class, () -> span -> {})
                .withBean(Rules.class)
                .run(
                        context -> {
                            greeter(context).greet("you");
                            Set<String> names =
                                    context.getBean(MeterRegistry.class).getMeters().stream()
                                            .map(meter -> meter.getId().getName())
                                            .filter(name -> name.startsWith("rpc."))
                                            .collect(Collectors.toCollection(TreeSet::new));
                            assertThat(names).containsExactlyInAnyOrderElementsOf(documented());
                            for (String name : names) {
                                assertThat(context.getBean(MeterRegistry.class).get(name).meters())
                                        .allSatisfy(
                                                meter ->
                                                        assertThat(meter.measure())
                                                                .allMatch(
                                                                        each ->
                                                                                each.getValue()
                                                                                        >= 0));
                            }
                        });
    }

    private static Set<String> documented() throws IOException {
        return Pattern.compile("^\\| `(rpc\\.[^`]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The sum over all meters of this name that have the tag. */
    private static double value(
            ApplicationContext context, String name, String statistic, String... tag) {
        return context.getBean(MeterRegistry.class).get(name).tags(tag).meters().stream()
                .flatMap(
                        meter ->
                                java.util.stream.StreamSupport.stream(
                                        meter.measure().spliterator(), false))
                .filter(each -> each.getStatistic().name().equals(statistic))
                .mapToDouble(each -> each.getValue())
                .sum();
    }

    private static Greeter.Iface greeter(ApplicationContext context) {
        return context.getBean(RpcClientRegistry.class).proxy("greeter", Greeter.Iface.class);
    }
}
