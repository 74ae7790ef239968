package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.spring.boot.autoconfigure.SpanCollector.Seen;
import io.harrier.rpc.spring.boot.autoconfigure.shop.ShopApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A web application that calls a service, which calls another: HTTP's spans are Spring Boot's, made
 * by its own tracing, and sent by the real reporter to a collector.
 */
final class OneTraceTest {
    private static final String AUTO = "org.springframework.boot.micrometer.tracing.";

    /** Whose spans they are, and how they leave. */
    enum Bridge {
        BRAVE_TO_ZIPKIN(
                AUTO
                        + "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration,"
                        + AUTO
                        + "opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration"),
        OPENTELEMETRY_TO_OTLP(
                AUTO
                        + "brave.autoconfigure.BraveAutoConfiguration,"
                        + AUTO
                        + "brave.autoconfigure.zipkin.ZipkinWithBraveTracingAutoConfiguration");

        private final String without;

        Bridge(String without) {
            this.without = without;
        }
    }

    private final SpanCollector collector;

    OneTraceTest() throws Exception {
        collector = new SpanCollector();
        ShopApplication.VISITED.clear();
    }

    @AfterEach
    void close() {
        collector.close();
    }

    @ParameterizedTest
    @EnumSource
    void httpAndRpc_sampled_areOneTrace(Bridge bridge) throws Exception {
        assertThat(request(bridge, 1, 6)).isEqualTo("bread sold");

        Seen http = only("SERVER", "");
        Seen buy = only("CLIENT", http.id());
        Seen shop = only("SERVER", buy.id());
        Seen packing = only(bridge == Bridge.BRAVE_TO_ZIPKIN ? "" : "INTERNAL", shop.id());
        Seen take = only("CLIENT", packing.id());
        Seen stock = only("SERVER", take.id());
        assertThat(collector.spans()).hasSize(6);
        assertThat(collector.spans()).extracting(Seen::traceId).allMatch(http.traceId()::equals);
        assertThat(collector.spans()).extracting(Seen::service).containsOnly("one-trace");
        assertThat(ShopApplication.VISITED)
                .containsExactly(
                        "web " + http.traceId() + ' ' + http.id(),
                        "shop " + http.traceId() + ' ' + shop.id(),
                        "stock " + http.traceId() + ' ' + stock.id(),
                        "web " + http.traceId() + ' ' + http.id());
        assertThat(List.of(buy.name(), shop.name(), take.name(), stock.name()))
                .containsExactly("Shop/buy", "Shop/buy", "Stock/take", "Stock/take");
        assertThat(packing.name()).isEqualTo("packing");
        assertThat(buy.startMicros()).isBetween(http.startMicros(), shop.startMicros());
        assertThat(buy.micros()).isBetween(take.micros(), http.micros());
        assertThat(stock.tags())
                .containsEntry("rpc.system.name", "harrier")
                .containsEntry("rpc.method", "Stock/take")
                .containsEntry("rpc.status_code", "ok")
                .doesNotContainKeys("error.type", "error", "harrier.tail");
        if (bridge == Bridge.BRAVE_TO_ZIPKIN) {
            assertThat(buy.remoteService()).isEqualToIgnoringCase("Shop");
            assertThat(shop.remoteService()).isEqualTo("one-trace");
        } else {
            assertThat(buy.tags()).containsEntry("server.address", "127.0.0.1");
            assertThat(shop.tags()).containsEntry("service.peer.name", "one-trace");
        }
    }

    @ParameterizedTest
    @EnumSource
    void httpAndRpc_notSampled_haveTheIdsAllTheSame(Bridge bridge) throws Exception {
        assertThat(request(bridge, 0, 0)).isEqualTo("bread sold");

        assertThat(ShopApplication.VISITED).hasSize(4).endsWith(ShopApplication.VISITED.get(0));
        assertThat(ShopApplication.VISITED.subList(0, 3)).doesNotHaveDuplicates();
        String trace = ShopApplication.VISITED.get(0).split(" ")[1];
        assertThat(ShopApplication.VISITED)
                .extracting(visit -> visit.split(" ")[1])
                .containsOnly(trace);
        assertThat(collector.spans()).isEmpty();
    }

    private Seen only(String kind, String parentId) {
        List<Seen> found =
                collector.spans().stream()
                        .filter(span -> span.kind().equals(kind))
                        .filter(span -> span.parentId().equals(parentId))
                        .toList();
        assertThat(found).as(kind + " of " + parentId + " in " + collector.spans()).hasSize(1);
        return found.get(0);
    }

    /** The application stops when that many spans have come, and sends what it still has. */
    private String request(Bridge bridge, double probability, int spans) throws Exception {
        try (ConfigurableApplicationContext app = start(bridge, probability)) {
            assertThat(app.getBeanNamesForType(ObservedCalls.class)).hasSize(1);
            String port = app.getEnvironment().getProperty("local.server.port");
            URI buy = URI.create("http://127.0.0.1:" + port + "/buy");
            String body =
                    HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(buy).build(), BodyHandlers.ofString())
                            .body();
            collector.await(spans);
            return body;
        }
    }

    private ConfigurableApplicationContext start(Bridge bridge, double probability) {
        return SpringApplication.run(
                ShopApplication.class,
                "--spring.application.name=one-trace",
                "--spring.autoconfigure.exclude=" + bridge.without,
                "--spring.main.banner-mode=off",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--rpc.server.address=127.0.0.1",
                "--rpc.server.port=0",
                "--rpc.client.shop.timeout=1m",
                "--rpc.client.shop.target=127.0.0.1:${local.rpc.server.port}",
                "--management.tracing.sampling.probability=" + probability,
                "--management.opentelemetry.tracing.export.schedule-delay=100ms",
                "--management.tracing.export.zipkin.endpoint=" + collector.zipkin(),
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.otlp());
    }
}
