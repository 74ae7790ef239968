package io.harrier.rpc.spring.boot.autoconfigure;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector on loopback that reads what Zipkin reporters and OTLP exporters send over HTTP. */
final class SpanCollector implements AutoCloseable {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /**
     * One span as it came.
     *
     * @param parentId empty for a root
     * @param remoteService as Zipkin's reporters tell it; empty with OTLP
     */
    record Seen(
            String traceId,
            String id,
            String parentId,
            String kind,
            String name,
            long startMicros,
            long micros,
            String service,
            String remoteService,
            Map<String, String> tags) {}

    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/spans", exchange -> answer(exchange, 202));
        server.createContext("/v1/traces", exchange -> answer(exchange, 200));
        server.start();
    }

    String zipkin() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v2/spans";
    }

    String otlp() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Seen> spans() {
        return spans;
    }

    /** Waits until that many spans have come, or for 20 s. */
    void await(int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (spans.size() < count && System.nanoTime() - end < 0) {
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        InputStream sent = exchange.getRequestBody();
        boolean isGzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        byte[] body = (isGzip ? new GZIPInputStream(sent) : sent).readAllBytes();
        if (status == 202) {
            readZipkin(new String(body, StandardCharsets.UTF_8));
        } else {
            readOtlp(ExportTraceServiceRequest.parseFrom(body));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void readZipkin(String json) {
        List<Map<String, Object>> told = JsonPath.parse(json).read("$[*]");
        for (Map<String, Object> span : told) {
            spans.add(
                    new Seen(
                            text(span, "traceId"),
                            text(span, "id"),
                            text(span, "parentId"),
                            text(span, "kind"),
                            text(span, "name"),
                            ((Number) span.getOrDefault("timestamp", 0)).longValue(),
                            ((Number) span.getOrDefault("duration", 0)).longValue(),
                            service(span, "localEndpoint"),
                            service(span, "remoteEndpoint"),
                            tags(span)));
        }
    }

    private static String text(Map<String, Object> span, String key) {
        return span.getOrDefault(key, "").toString();
    }

    @SuppressWarnings("unchecked") // an object of JSON
    private static String service(Map<String, Object> span, String endpoint) {
        return text((Map<String, Object>) span.getOrDefault(endpoint, Map.of()), "serviceName");
    }

    @SuppressWarnings("unchecked") // an object of JSON
    private static Map<String, String> tags(Map<String, Object> span) {
        return (Map<String, String>) span.getOrDefault("tags", Map.of());
    }

    private void readOtlp(ExportTraceServiceRequest request) {
        request.getResourceSpansList()
                .forEach(
                        resource -> {
                            Map<String, String> of =
                                    tags(resource.getResource().getAttributesList());
                            resource.getScopeSpansList()
                                    .forEach(
                                            scope ->
                                                    scope.getSpansList()
                                                            .forEach(
                                                                    span ->
                                                                            spans.add(
                                                                                    seen(
                                                                                            span,
                                                                                            of))));
                        });
    }

    private static Seen seen(Span span, Map<String, String> resource) {
        Map<String, String> tags = tags(span.getAttributesList());
        tags.put("status", span.getStatus().getCode().name());
        return new Seen(
                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getName(),
                span.getStartTimeUnixNano() / 1000,
                (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1000,
                resource.getOrDefault("service.name", ""),
                "",
                tags);
    }

    private static Map<String, String> tags(List<KeyValue> attributes) {
        Map<String, String> tags = new TreeMap<>();
        for (KeyValue each : attributes) {
            tags.put(
                    each.getKey(),
                    each.getValue().hasIntValue()
                            ? Long.toString(each.getValue().getIntValue())
                            : each.getValue().getStringValue());
        }
        return tags;
    }
}
