package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.SpanRecord;
import io.harrier.rpc.trace.TraceBridge;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tracer of the application, made of one thread local, beside the calls of client and server. */
final class TraceBridgeTest {
    private static final long TRACE_HI = 7;
    private static final long TRACE_LO = 8;

    /** Each says which span the thread of the handler's code is in. */
    interface Where {
        String here();

        @RpcMethod(nonBlocking = true)
        String onTheLoop();

        String wrapped();

        String notWrapped();

        String next();

        String fails();
    }

    interface WhereAsync {
        CompletionStage<String> here();
    }

    /** The span of each thread. */
    private static final ThreadLocal<Long> CURRENT = new ThreadLocal<>();

    private static volatile boolean isBroken;

    private static final class Bridge implements TraceBridge {
        @Override
        public Scope open(CallContext call) {
            if (isBroken) {
                throw new IllegalStateException("no scope");
            }
            Long outer = CURRENT.get();
            CURRENT.set(call.spanId());
            return () -> CURRENT.set(outer);
        }

        @Override
        public CallContext around(CallContext here) {
            Long span = CURRENT.get();
            return span == null || span == here.spanId()
                    ? here
                    : here.inSpan(TRACE_HI, TRACE_LO, span, TraceFlags.SAMPLED, null);
        }
    }

    @RpcService(interfaceType = Where.class)
    private static final class Handler implements Where {
        private final ExecutorService pool = Executors.newSingleThreadExecutor();
        private Where client;

        @Override
        public String here() {
            return seen();
        }

        @Override
        public String onTheLoop() {
            return seen();
        }

        @Override
        public String wrapped() {
            CompletableFuture<String> there = new CompletableFuture<>();
            pool.execute(CallContext.current().wrap(() -> there.complete(seen())));
            return there.join();
        }

        @Override
        public String notWrapped() {
            return CompletableFuture.supplyAsync(TraceBridgeTest::seen, pool).join();
        }

        @Override
        public String next() {
            return client.here();
        }

        @Override
        public String fails() {
            throw new IllegalStateException(seen());
        }
    }

    private static String seen() {
        Long span = CURRENT.get();
        return span == null ? "none" : span == CallContext.current().spanId() ? "own" : "other";
    }

    private final List<String> spans = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler();
    private final Tracing tracing =
            Tracing.builder()
                    .sampling(new SamplingSettings(1e-12, 1, 1, false, 0))
                    .exporter(this::keep)
                    .bridge(new Bridge())
                    .start();
    private final EventLoops loops = EventLoops.open(IoKind.NIO, 1, "bridge");
    private final RpcServer server =
            RpcServer.builder()
                    .eventLoops(loops)
                    .address("127.0.0.1", 0)
                    .tracing(tracing)
                    .service(handler)
                    .start();
    private final RpcClient client =
            RpcClient.builder("127.0.0.1:" + server.port()).tracing(tracing).build();
    private final Where where = client.proxy(Where.class);

    @AfterEach
    void close() {
        client.close();
        server.close();
        loops.close();
        tracing.close();
        handler.pool.shutdown();
        CURRENT.remove();
        isBroken = false;
        Leaks.check();
    }

    @Test
    void handler_onAnyThread_isInTheSpanOfItsCall() {
        for (int i = 0; i < 3; i++) {
            assertThat(where.here()).isEqualTo("own");
            assertThat(where.onTheLoop()).isEqualTo("own");
            assertThat(where.wrapped()).isEqualTo("own");
            assertThat(where.notWrapped()).isEqualTo("none");
            assertThatThrownBy(where::fails)
                    .isInstanceOf(RpcException.class)
                    .hasMessageContaining("own");
        }
    }

    @Test
    void bridge_thatFails_failsItsCallAlone() {
        isBroken = true;
        assertThatThrownBy(where::here)
                .isInstanceOf(RpcException.class)
                .hasMessageContaining("no scope");

        isBroken = false;
        assertThat(where.here()).isEqualTo("own");
        assertThat(where.onTheLoop()).isEqualTo("own");
    }

    /** The one event loop is asked right after, by what it runs next. */
    @Test
    void handler_onTheLoop_leavesNothingBehind() {
        assertThat(where.onTheLoop()).isEqualTo("own");
        assertThat(loops.group().next().submit(() -> CURRENT.get()).syncUninterruptibly().getNow())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void call_withinASpanOfTheApplication_isItsChild(boolean isAsync) {
        CURRENT.set(9L);
        if (isAsync) {
            client.proxy(WhereAsync.class, Where.class).here().toCompletableFuture().join();
        } else {
            where.here();
        }
        close();

        assertThat(spans).hasSize(2).anyMatch(span -> span.equals("CLIENT here 7 8 9"));
        assertThat(spans).allMatch(span -> span.contains(" here 7 8 "));
    }

    @Test
    void call_ofAHandler_isTheChildOfItsCall() {
        handler.client = where;
        CURRENT.set(9L);
        where.next();
        close();

        assertThat(spans).hasSize(4).allMatch(span -> span.contains(" 7 8 "));
        assertThat(spans)
                .filteredOn(span -> span.endsWith(" 9"))
                .containsExactly("CLIENT next 7 8 9");
    }

    private void keep(SpanRecord span) {
        spans.add(
                span.side()
                        + " "
                        + span.method().method()
                        + ' '
                        + span.traceHi()
                        + ' '
                        + span.traceLo()
                        + ' '
                        + span.parentId());
    }
}
