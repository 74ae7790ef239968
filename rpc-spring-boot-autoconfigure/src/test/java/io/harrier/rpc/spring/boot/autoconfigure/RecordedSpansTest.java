package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import brave.Span.Kind;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.IdKeepingReply;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.SpanExporter;
import io.harrier.rpc.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record and the span that is made of it, field by field. */
final class RecordedSpansTest {
    private static final long HI = 0x4bf92f3577b34da6L;
    private static final long LO = 0xa3ce929d0e0e4736L;
    private static final long PARENT = 0x00f067aa0ba902b7L;
    private static final long START_NANOS = 1_700_000_000_123_456_789L;
    private static final long NANOS = 5_250_000;
    private static final int FAILED = Endings.of(ErrorKind.HANDLER_FAILED);

    private final List<SpanData> otelSpans = new ArrayList<>();
    private final List<MutableSpan> braveSpans = new ArrayList<>();

    @Test
    void otel_ofASampledClientsCall_isTheRecord() {
        SpanData span = otel(Side.CLIENT, TraceFlags.SAMPLED, Endings.VALUE, "10.0.0.7:8888");

        assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.getSpanId()).hasSize(16).isNotEqualTo(span.getParentSpanId());
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getParentSpanContext().isRemote()).isFalse();
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getName()).isEqualTo("Users/find");
        assertThat(span.getStartEpochNanos()).isEqualTo(START_NANOS);
        assertThat(span.getEndEpochNanos()).isEqualTo(START_NANOS + NANOS);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("server.address")))
                .isEqualTo("10.0.0.7");
        assertThat(span.getAttributes().get(AttributeKey.longKey("server.port"))).isEqualTo(8888);
        assertThat(span.getAttributes().get(AttributeKey.longKey("harrier.request.bytes")))
                .isEqualTo(10);
        assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("io.harrier.rpc");
        assertThat(span.getResource()).isEqualTo(Resource.getDefault());
    }

    @Test
    void otel_ofAServersCall_thatWasKeptAsItFailed_leavesAllTheSame() {
        SpanData span = otel(Side.SERVER, TraceFlags.RANDOM, FAILED, "10.0.0.7");

        assertThat(span.getSpanContext().isSampled()).isTrue();
        assertThat(span.getParentSpanContext().isRemote()).isTrue();
        assertThat(span.getParentSpanContext().isSampled()).isFalse();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEqualTo("handler-failed");
        assertThat(span.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("error.type"), "handler-failed")
                .containsEntry(AttributeKey.stringKey("harrier.tail"), "true")
                .containsEntry(AttributeKey.stringKey("network.peer.address"), "10.0.0.7")
                .containsEntry(AttributeKey.stringKey("service.peer.name"), "shop")
                .containsEntry(AttributeKey.longKey("harrier.queue.nanos"), 1_000L);
    }

    @Test
    void brave_ofASampledClientsCall_isTheRecord() {
        MutableSpan span = brave(Side.CLIENT, TraceFlags.SAMPLED, Endings.VALUE, "10.0.0.7:8888");

        assertThat(span.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.id()).hasSize(16);
        assertThat(span.kind()).isEqualTo(Kind.CLIENT);
        assertThat(span.name()).isEqualTo("Users/find");
        assertThat(span.startTimestamp()).isEqualTo(START_NANOS / 1_000);
        assertThat(span.finishTimestamp()).isEqualTo((START_NANOS + NANOS) / 1_000);
        assertThat(span.remoteServiceName()).isEqualTo("Users");
        assertThat(span.remoteIp()).isEqualTo("10.0.0.7");
        assertThat(span.remotePort()).isEqualTo(8888);
        assertThat(span.localServiceName()).isEqualTo("here");
        assertThat(span.shared()).isFalse();
        assertThat(span.tags()).doesNotContainKey("error");
    }

    @Test
    void brave_ofAServersCall_thatWasKeptAsItFailed_leavesAllTheSame() {
        MutableSpan span = brave(Side.SERVER, TraceFlags.RANDOM, FAILED, "10.0.0.7");

        assertThat(span.kind()).isEqualTo(Kind.SERVER);
        assertThat(span.remoteServiceName()).isEqualTo("shop");
        assertThat(span.tags())
                .containsEntry("error", "handler-failed")
                .containsEntry("error.type", "handler-failed")
                .containsEntry("harrier.tail", "true");
    }

    @Test
    void brave_tagsOfAHandler_standInTheSpanOfItsCall() {
        try (brave.Tracing system = braveSystem();
                Tracing tracing = tracing(new BraveSpanExporter(system.tracer()))) {
            Call call = new Call(tracing, Side.SERVER, TraceFlags.SAMPLED, "10.0.0.7");
            TraceContext current =
                    TraceContext.newBuilder()
                            .traceIdHigh(call.traceHi())
                            .traceId(call.traceLo())
                            .spanId(call.spanId())
                            .sampled(true)
                            .build();
            system.tracer().toSpan(current).tag("customer", "7");
            call.end(Endings.VALUE);
            tracing.close();
            assertThat(current.sampled()).isTrue(); // it lives as long as the handler's code
        }
        assertThat(braveSpans).hasSize(1);
        assertThat(braveSpans.get(0).tags()).containsEntry("customer", "7");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:80, 127.0.0.1, 80",
        "127.0.0.1, 127.0.0.1, 0",
        "users.example:8888, users.example, 8888",
        "[::1]:8888, ::1, 8888",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1, 0",
        "in-process:shop, in-process:shop, 0",
        "users:70000, users:70000, 0",
        "'', '', 0"
    })
    void peer_isHostAndPort(String text, String host, int port) {
        assertThat(PeerAddress.of(text)).isEqualTo(new PeerAddress(host, port));
    }

    private SpanData otel(Side side, int flags, int ending, String peer) {
        OtelSpanExporter exporter =
                new OtelSpanExporter(
                        List.of(SimpleSpanProcessor.create(new Kept())), Resource.getDefault());
        try (Tracing tracing = tracing(exporter)) {
            new Call(tracing, side, flags, peer).end(ending);
        }
        assertThat(otelSpans).hasSize(1);
        return otelSpans.get(0);
    }

    private MutableSpan brave(Side side, int flags, int ending, String peer) {
        try (brave.Tracing system = braveSystem();
                Tracing tracing = tracing(new BraveSpanExporter(system.tracer()))) {
            new Call(tracing, side, flags, peer).end(ending);
        }
        assertThat(braveSpans).hasSize(1);
        return braveSpans.get(0);
    }

    private brave.Tracing braveSystem() {
        SpanHandler keep =
                new SpanHandler() {
                    @Override
                    public boolean end(TraceContext context, MutableSpan span, Cause cause) {
                        assertThat(cause).isEqualTo(Cause.FINISHED);
                        return braveSpans.add(span);
                    }
                };
        return brave.Tracing.newBuilder().localServiceName("here").addSpanHandler(keep).build();
    }

    private static Tracing tracing(SpanExporter exporter) {
        return Tracing.builder()
                .sampling(new SamplingSettings(1, 1, 1, false, 100))
                .exporter(exporter)
                .ticker(() -> 0, () -> START_NANOS)
                .start();
    }

    /** A call, shortened to its trace. */
    private static final class Call extends IdKeepingReply {
        private final String peer;
        private final boolean isServer;

        Call(Tracing tracing, Side side, int flags, String peer) {
            this.peer = peer;
            isServer = side == Side.SERVER;
            beginTrace(tracing.method(side, "Users", "find"), HI, LO, PARENT, flags, 0);
        }

        @Override
        public long parentId() {
            return PARENT;
        }

        void end(int ending) {
            endTrace(ending, NANOS, isServer ? 1_000 : 0, 10, 20);
        }

        @Override
        protected String tracedPeer() {
            return peer;
        }

        @Override
        protected String tracedCaller() {
            return "shop";
        }
    }

    private final class Kept implements io.opentelemetry.sdk.trace.export.SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            otelSpans.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
