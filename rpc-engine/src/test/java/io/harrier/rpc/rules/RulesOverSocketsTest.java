package io.harrier.rpc.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a document says, between a real client and a real server of one application. */
class RulesOverSocketsTest {
    private final Rules rules = new Rules();
    private final AtomicInteger handled = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    /** Waits until it is released if it is told to. */
    private final class Handler extends EchoHandler {
        @Override
        public Msg echo(Msg req) {
            handled.incrementAndGet();
            if (req.getMsg().equals("wait")) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.echo(req);
        }
    }

    @AfterEach
    void findLeaks() {
        release.countDown();
        Leaks.check();
    }

    @Test
    void timeout_ofARule_endsACallOfTheNextMoment() throws Exception {
        try (RpcServer server = server();
                RpcClient client = client(server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            echo.echo(new Msg("hi"));

            push("{\"rules\": {\"EchoService/echo\": {\"timeout\": \"30ms\"}}}");

            assertKind(ErrorKind.DEADLINE_EXCEEDED, () -> echo.echo(new Msg("wait")));
            release.countDown();
            push("{\"rules\": {}}");
            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
        }
    }

    @Test
    void limits_ofARule_refuseWhatARetryOfAnotherSendsAgain() throws Exception {
        try (RpcServer server = server();
                RpcClient client = client(server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            push(
                    """
                    {"rules": {
                      "EchoService": {"limits": {"rate": 0.001, "burst": "0ms"}},
                      "EchoService/echo": {"retry": {"maxAttempts": 4, "delay": "0ms"}}
                    }}
                    """);

            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            assertKind(ErrorKind.OVERLOADED, () -> echo.echo(new Msg("hi")));
            assertThat(handled).hasValue(1);

            push("{\"rules\": {\"EchoService\": {\"limits\": {\"rate\": 0}}}}");
            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
        }
    }

    @Test
    void concurrency_ofARule_refusesASecondCallWhileTheFirstIsInside() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (RpcServer server = server();
                RpcClient client = client(server)) {
            push("{\"rules\": {\"EchoService\": {\"limits\": {\"concurrency\": 1}}}}");
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            Future<Msg> first = other.submit(() -> echo.echo(new Msg("wait")));
            while (handled.get() == 0) {
                Thread.onSpinWait();
            }

            assertKind(ErrorKind.OVERLOADED, () -> echo.echo(new Msg("hi")));
            release.countDown();
            first.get(5, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void breaker_ofARule_opensAndIsTakenOutAgain() {
        RpcServer server = server();
        try (RpcClient client = client(server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            server.close();
            push("{\"rules\": {\"*\": {\"circuitBreaker\": {\"minCalls\": 2}}}}");

            assertKind(ErrorKind.NOT_SENT, () -> echo.echo(new Msg("hi")));
            assertKind(ErrorKind.NOT_SENT, () -> echo.echo(new Msg("hi")));
            assertKind(ErrorKind.CIRCUIT_OPEN, () -> echo.echo(new Msg("hi")));
            push(
                    "{\"rules\": {\"*\": {\"circuitBreaker\": {\"minCalls\": 2}},"
                            + " \"EchoService\": {\"circuitBreaker\": {\"enabled\": false}}}}");
            assertKind(ErrorKind.NOT_SENT, () -> echo.echo(new Msg("hi")));
        }
    }

    @Test
    void dryRun_ofAllThatAClientDoes_doesNothingAndCounts() {
        RpcServer server = server();
        try (RpcClient client = client(server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            server.close();
            push(
                    """
                    {"rules": {"*": {"dryRun": true, "circuitBreaker": {"minCalls": 2},
                      "retry": {"maxAttempts": 3}}}}
                    """);

            for (int i = 0; i < 5; i++) {
                assertKind(ErrorKind.NOT_SENT, () -> echo.echo(new Msg("hi")));
            }
            assertThat(rules.state().dryRuns()).containsEntry("*", new DryRunCounts(5, 0, 5, 3, 0));
        }
    }

    @Test
    void sampling_ofARule_isInForceWhenPushReturns() throws Exception {
        try (Tracing tracing =
                        Tracing.builder()
                                .exporter(span -> {})
                                .sampling(new SamplingSettings(1e-9, 1e-9, 1, false, 0))
                                .start();
                RpcServer server = server();
                RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port())
                                .rules(rules)
                                .tracing(tracing)
                                .build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            echo.echo(new Msg("hi"));
            assertThat(tracing.count(TraceCount.SAMPLED_BY_RATE)).isZero();

            push(
                    """
                    {"rules": {
                      "EchoService": {"sampling": {"emergencyRate": 0}, "expires": "2001-01-01T00:00:00Z"},
                      "EchoService/echo": {"sampling": {"emergencyRate": 1}, "expires": "2101-01-01T00:00:00Z"}
                    }}
                    """);
            echo.echo(new Msg("hi"));
            assertThat(tracing.count(TraceCount.SAMPLED_BY_RATE)).isEqualTo(1);

            push("{\"rules\": {\"*\": {\"sampling\": {\"rate\": 0.25}}}}");
            assertThat(tracing.methods()).allMatch(each -> tracing.rate(each) == 0.25);
        }
    }

    @Test
    void rollout_byCaller_isTheSameForClientAndServer() throws Exception {
        try (RpcServer server = server()) {
            push(
                    """
                    {"rules": {"*": {"limits": {"rate": 0.001, "burst": "0ms"},
                      "rollout": {"percent": 50, "by": "caller"}}}}
                    """);
            List<String> limited = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String caller = "app-" + i;
                if (new Rollout(50, Rollout.By.CALLER).contains(0, caller)) {
                    expected.add(caller);
                }
                try (RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port()).caller(caller).build()) {
                    EchoService.Iface echo = client.proxy(EchoService.Iface.class);
                    try {
                        echo.echo(new Msg("hi"));
                    } catch (RpcException e) {
                        limited.add(caller);
                    }
                }
            }
            assertThat(expected).hasSizeBetween(4, 16);
            assertThat(limited).isEqualTo(expected.subList(1, expected.size())); // one a call
        }
    }

    /** 300 documents under the calls of two threads; the long form is {@code bench chain-swap}. */
    @Test
    void push_underLoad_failsNoCall() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(2);
        AtomicBoolean stop = new AtomicBoolean();
        try (RpcServer server = server();
                RpcClient client = client(server)) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            Callable<Integer> calling =
                    () -> {
                        int calls = 0;
                        while (!stop.get()) {
                            echo.echo(new Msg("hi"));
                            calls++;
                        }
                        return calls;
                    };
            List<Future<Integer>> calls = List.of(callers.submit(calling), callers.submit(calling));
            for (int i = 0; i < 300; i++) {
                push(
                        """
                        {"rules": {"*": {"timeout": "%ds", "rollout": {"percent": %d},
                          "retry": {"maxAttempts": %d}, "limits": {"concurrency": %d}}}}
                        """
                                .formatted(5 + i % 2, i % 101, 1 + i % 3, 100 + i));
            }
            stop.set(true);
            for (Future<Integer> each : calls) {
                assertThat(each.get(10, TimeUnit.SECONDS)).isPositive();
            }
            assertThat(rules.state().version()).isEqualTo(300);
        } finally {
            stop.set(true);
            callers.shutdownNow();
        }
    }

    private interface Call {
        void make() throws Exception;
    }

    private static void assertKind(ErrorKind kind, Call call) {
        assertThatThrownBy(call::make)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private void push(String document) {
        assertThat(rules.push(document, "test").problems()).isEmpty();
    }

    private RpcServer server() {
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .rules(rules)
                .service(new Handler())
                .start();
    }

    private RpcClient client(RpcServer server) {
        return RpcClient.builder("127.0.0.1:" + server.port()).rules(rules).build();
    }
}
