package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.idl.echo.Refused;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.SpanRecord;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Traces over real connections: which ids travel, which records are made. */
final class TracedCallTest {
    private static final SamplingSettings ALL = new SamplingSettings(1, 1, 1, false, 0);
    private static final SamplingSettings FAILURES = new SamplingSettings(1e-9, 1, 1, false, 100);

    /** A record, kept. */
    private record Span(
            String method,
            Side side,
            String traceId,
            long id,
            long parentId,
            String ending,
            String peer,
            boolean isTail,
            int requestBytes,
            int replyBytes,
            long nanos,
            long queueNanos) {}

    /** Calls itself once, and says its context's trace. */
    private static final class Nested extends EchoHandler {
        private EchoService.Iface next;

        @Override
        public Msg echo(Msg req) {
            try {
                return req.getMsg().equals("outer") ? next.echo(new Msg("inner")) : trace();
            } catch (TException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Msg trace() {
            CallContext context = CallContext.current();
            return new Msg(
                    context.traceId() + ' ' + context.spanId() + ' ' + context.parentSpanId());
        }
    }

    private final List<Span> spans = new CopyOnWriteArrayList<>();

    @AfterEach
    void noBufferIsLost() {
        Leaks.check();
    }

    @Test
    void nestedCalls_sampled_areOneTraceOfFourSpans() throws Exception {
        Msg answer = nested(ALL);

        assertThat(spans).hasSize(4);
        assertThat(spans).extracting(Span::traceId).containsOnly(spans.get(0).traceId());
        Span root = child(Side.CLIENT, 0);
        Span outer = child(Side.SERVER, root.id());
        Span call = child(Side.CLIENT, outer.id());
        Span inner = child(Side.SERVER, call.id());
        assertThat(answer.getMsg())
                .isEqualTo(root.traceId() + ' ' + inner.id() + ' ' + inner.parentId());
        assertThat(root.peer()).startsWith("127.0.0.1:");
        assertThat(inner.peer()).isEqualTo("127.0.0.1");
        assertThat(spans)
                .allSatisfy(
                        span -> {
                            assertThat(span.ending()).isEqualTo("ok");
                            assertThat(span.requestBytes()).isPositive();
                            assertThat(span.replyBytes()).isPositive();
                            assertThat(span.nanos()).isGreaterThan(span.queueNanos());
                        });
        assertThat(root.nanos()).isGreaterThan(inner.nanos());
    }

    @Test
    void nestedCalls_notSampled_passTheIdsOnAndMakeNothing() throws Exception {
        Msg answer = nested(SamplingSettings.NONE);

        assertThat(spans).isEmpty();
        assertThat(answer.getMsg()).matches("[0-9a-f]{32} -?[0-9]+ -?[0-9]+");
    }

    @Test
    void failures_notSampled_areKeptOnBothSides() throws Exception {
        try (Tracing tracing = tracing(FAILURES);
                RpcServer server = server(tracing, new EchoHandler());
                RpcClient client = client(tracing, server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            assertThatThrownBy(() -> echo.boom(new Msg(""))).isInstanceOf(RpcException.class);
            assertThatThrownBy(() -> echo.refuse(new Msg("no"))).isInstanceOf(Refused.class);
            echo.nothing();
        }

        assertThat(spans)
                .hasSize(2)
                .allSatisfy(
                        span -> {
                            assertThat(span.method()).isEqualTo("boom");
                            assertThat(span.ending()).isEqualTo("handler-failed");
                            assertThat(span.isTail()).isTrue();
                        });
    }

    @Test
    void refusals_byAMiddleware_areKeptOnBothSides() throws Exception {
        Tracing tracing = tracing(FAILURES);
        try (tracing;
                RpcServer server =
                        builder(tracing, new EchoHandler())
                                .middleware("no", new NoEntry())
                                .start();
                RpcClient client = client(tracing, server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            assertThatThrownBy(() -> echo.echo(new Msg(""))).isInstanceOf(RpcException.class);
        }

        Span made = child(Side.CLIENT, 0);
        Span refused = child(Side.SERVER, made.id());
        assertThat(refused.ending()).isEqualTo("overloaded");
        assertThat(refused.isTail()).isTrue();
        assertThat(refused.traceId()).isEqualTo(made.traceId());
        assertThat(refused.requestBytes()).isPositive();
        assertThat(traced(tracing, Side.SERVER, "echo").statistics().refused()).isEqualTo(1);
    }

    @Test
    void refusals_beforeThereIsACall_areRecordedToo() throws Exception {
        Nested handler = new Nested();
        try (Tracing tracing = tracing(ALL);
                RpcServer server = builder(tracing, handler).maxCalls(1).start();
                RpcClient client = client(tracing, server)) {
            handler.next = client.proxy(EchoService.Iface.class);
            assertThatThrownBy(() -> handler.next.echo(new Msg("outer")))
                    .hasMessageContaining("1 calls in handlers");
        }

        Span outer = child(Side.SERVER, child(Side.CLIENT, 0).id());
        Span refused = child(Side.SERVER, child(Side.CLIENT, outer.id()).id());
        assertThat(refused.ending()).isEqualTo("overloaded");
        assertThat(refused.isTail()).isFalse();
        assertThat(refused.peer()).isEqualTo("127.0.0.1");
        assertThat(spans).hasSize(4);
    }

    /** Lets no call in. */
    private static final class NoEntry implements Middleware {
        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public Admission admission(Place place) {
            return call -> {
                throw RpcException.refusal(ErrorKind.OVERLOADED, "full; safe to retry");
            };
        }
    }

    @Test
    void calls_ofEveryEnd_areCountedOnBothSides() throws Exception {
        Tracing tracing = tracing(SamplingSettings.NONE);
        try (tracing;
                RpcServer server = server(tracing, new EchoHandler());
                RpcClient client = client(tracing, server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            echo.echo(new Msg("hi"));
            assertThatThrownBy(() -> echo.refuse(new Msg("no"))).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> echo.biz(new Msg(""))).isNotNull();
            echo.visit(new Msg("x"));
        }

        for (Side side : Side.values()) {
            assertThat(calls(tracing, side, "echo")).isEqualTo(1);
            assertThat(calls(tracing, side, "visit")).isEqualTo(1);
            assertThat(ended(tracing, side, "refuse", Endings.EXCEPTION)).isEqualTo(1);
            assertThat(ended(tracing, side, "biz", Endings.BIZ_STATUS)).isEqualTo(1);
        }
    }

    @Test
    void ids_withB3_areJoinedToo() throws Exception {
        try (Tracing tracing =
                        Tracing.builder().sampling(ALL).exporter(this::keep).b3(true).start();
                RpcServer server = server(tracing, new EchoHandler());
                RpcClient client = client(tracing, server)) {
            client.proxy(EchoService.Iface.class).echo(new Msg("hi"));
        }

        assertThat(child(Side.SERVER, child(Side.CLIENT, 0).id())).isNotNull();
    }

    /** As Kitex' OpenTelemetry middleware sends it, and as a sender that knows no prefix. */
    @Test
    void traceparent_ofAnotherTracer_isJoinedByAServer() throws Exception {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (Tracing tracing = tracing(SamplingSettings.NONE);
                RpcServer server = server(tracing, new EchoHandler());
                RpcClient untraced = RpcClient.builder("127.0.0.1:" + server.port()).build();
                CallScope scope =
                        CallScope.open()
                                .transientValue("TRACEPARENT", parent)
                                .transientValue("TRACESTATE", "v=1")) {
            untraced.proxy(EchoService.Iface.class).echo(new Msg("hi"));
        }

        assertThat(spans).hasSize(1);
        assertThat(spans.get(0).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(spans.get(0).parentId()).isEqualTo(0x00f067aa0ba902b7L);
    }

    @Test
    void exporter_thatHangs_holdsUpNoCall() throws Exception {
        HangingExporter hanging = new HangingExporter();
        Tracing tracing =
                Tracing.builder().sampling(ALL).exporter(hanging::export).ringRecords(16).start();
        try (tracing;
                RpcServer server = server(tracing, new EchoHandler());
                RpcClient client = client(tracing, server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            for (int i = 0; i < 500; i++) {
                assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            }
            assertThat(tracing.count(TraceCount.DROPPED)).isPositive();
            hanging.release();
        }
    }

    /** An application that only counts stands between two that trace. */
    @Test
    void hop_thatOnlyCounts_leavesTheTraceAsItIs() throws Exception {
        Nested middle = new Nested();
        try (Tracing tracing = tracing(ALL);
                Tracing counting = Tracing.builder().countOnly().start();
                RpcServer last = server(tracing, new Nested());
                RpcServer between = server(counting, middle);
                RpcClient toLast = client(counting, last);
                RpcClient client = client(tracing, between)) {
            middle.next = toLast.proxy(EchoService.Iface.class);
            client.proxy(EchoService.Iface.class).echo(new Msg("outer"));

            assertThat(calls(counting, Side.CLIENT, "echo")).isEqualTo(1);
            assertThat(calls(counting, Side.SERVER, "echo")).isEqualTo(1);
        }

        Span root = child(Side.CLIENT, 0);
        assertThat(child(Side.SERVER, root.id()).traceId()).isEqualTo(root.traceId());
        assertThat(spans).hasSize(2);
    }

    @Test
    void calls_ofAnApplicationThatOnlyCounts_beginNoTrace() throws Exception {
        Nested handler = new Nested();
        try (Tracing counting = Tracing.builder().countOnly().start();
                RpcServer server = server(counting, handler);
                RpcClient client = client(counting, server)) {
            Msg answer = client.proxy(EchoService.Iface.class).echo(new Msg("inner"));
            assertThat(answer.getMsg()).isEqualTo(" 0 0");
        }
    }

    /** Their names are the callers': they must not fill tables. */
    @Test
    void calls_thatAreRelayed_areCountedTogether() throws Exception {
        try (Tracing tracing = tracing(ALL);
                RpcServer behind = server(tracing, new EchoHandler());
                RpcClient next = client(tracing, behind);
                RpcServer relay =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .tracing(tracing)
                                .unknown(next.relay()::forward)
                                .start();
                RpcClient client = client(tracing, relay)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            echo.echo(new Msg("a"));
            echo.nothing();

            for (Side side : Side.values()) {
                assertThat(calls(tracing, side, TracedMethod.OTHER)).isEqualTo(2);
                assertThat(traced(tracing, side, TracedMethod.OTHER).service())
                        .isEqualTo(TracedMethod.OTHER);
            }
        }
        assertThat(spans).as("the relay's spans are of the trace").hasSize(8);
        assertThat(spans).extracting(Span::traceId).containsOnly(root(0), root(1));
    }

    private String root(int nth) {
        return spans.stream()
                .filter(span -> span.parentId() == 0)
                .skip(nth)
                .findFirst()
                .orElseThrow()
                .traceId();
    }

    @Test
    void context_ofAnUntracedServer_hasNoTrace() {
        assertThat(CallContext.NONE.isTraced()).isFalse();
        assertThat(CallContext.NONE.traceId()).isEmpty();
        assertThat(TraceFlags.isSampled(CallContext.NONE.traceFlags())).isFalse();
    }

    private Msg nested(SamplingSettings settings) throws Exception {
        Nested handler = new Nested();
        try (Tracing tracing = tracing(settings);
                RpcServer server = server(tracing, handler);
                RpcClient client = client(tracing, server)) {
            handler.next = client.proxy(EchoService.Iface.class);
            return handler.next.echo(new Msg("outer"));
        }
    }

    private Span child(Side side, long parent) {
        return spans.stream()
                .filter(span -> span.side() == side && span.parentId() == parent)
                .findFirst()
                .orElseThrow();
    }

    private static long calls(Tracing tracing, Side side, String method) {
        return traced(tracing, side, method).statistics().calls();
    }

    private static long ended(Tracing tracing, Side side, String method, int ending) {
        return traced(tracing, side, method).statistics().ended(ending);
    }

    private static TracedMethod traced(Tracing tracing, Side side, String method) {
        return tracing.methods().stream()
                .filter(each -> each.side() == side && each.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private Tracing tracing(SamplingSettings settings) {
        return Tracing.builder().sampling(settings).exporter(this::keep).start();
    }

    private static RpcServer server(Tracing tracing, EchoHandler handler) {
        return builder(tracing, handler).start();
    }

    private static RpcServerBuilder builder(Tracing tracing, EchoHandler handler) {
        return RpcServer.builder().address("127.0.0.1", 0).tracing(tracing).service(handler);
    }

    private static RpcClient client(Tracing tracing, RpcServer server) {
        return RpcClient.builder("127.0.0.1:" + server.port()).tracing(tracing).build();
    }

    private void keep(SpanRecord span) {
        spans.add(
                new Span(
                        span.method().method(),
                        span.side(),
                        String.format("%016x%016x", span.traceHi(), span.traceLo()),
                        span.spanId(),
                        span.parentId(),
                        Endings.word(span.ending()),
                        span.peer(),
                        span.isTail(),
                        span.requestBytes(),
                        span.replyBytes(),
                        span.durationNanos(),
                        span.queueNanos()));
    }

    /** Takes a record and does not return. */
    private static final class HangingExporter {
        private final CountDownLatch latch = new CountDownLatch(1);

        void export(SpanRecord span) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void release() {
            latch.countDown();
        }
    }
}
