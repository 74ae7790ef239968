package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Permit;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.testing.Leaks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The built-in middleware between a real client and a real server. */
class ResilienceOverSocketsTest {
    private static final RetryPolicy FAST =
            RetryPolicy.DEFAULT.withDelay(Duration.ZERO, Duration.ZERO);

    interface Futures {
        CompletableFuture<Msg> echo(Msg req);
    }

    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();

    @AfterEach
    void findLeaks() {
        Leaks.check();
    }

    @Test
    void retry_ofRefusedCalls_answersCallersThatWaitAndThoseThatDoNot() throws Exception {
        try (RpcServer server = server(new Refusing());
                RpcClient client = client(server, new Retry(FAST))) {
            refusals.set(2);
            assertThat(echo(client)).isEqualTo("hi");
            refusals.set(2);
            Futures futures = client.proxy(Futures.class, EchoService.Iface.class);
            assertThat(futures.echo(new Msg("async")).get(5, TimeUnit.SECONDS).getMsg())
                    .isEqualTo("async");
            assertThat(handled).hasValue(2);

            refusals.set(3);
            assertThatThrownBy(() -> echo(client))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED))
                    .hasMessage("refused 1");
        }
    }

    @Test
    void retry_ofACall_takesItsMetadataAlong() throws Exception {
        try (RpcServer server = server(new Refusing());
                RpcClient client = client(server, new Retry(FAST));
                CallScope scope =
                        CallScope.open().transientValue("TK", "tv").persistentValue("PK", "pv")) {
            refusals.set(2);

            assertThat(echo(client)).isEqualTo("hi|tv|pv");
            assertThat(scope.backwardValue("bk")).isEqualTo("bv");
        }
    }

    @Test
    void rateLimit_ofTheServer_isToldToTheClient() throws Exception {
        try (RpcServer server = server(new RateLimit(RateLimits.NONE.withServer(2), () -> 0));
                RpcClient client = client(server, (next, place) -> next)) {
            echo(client);
            echo(client);
            assertThatThrownBy(() -> echo(client))
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.isSafeToRetry()).isTrue())
                    .hasMessageStartingWith("over the rate limit of the server");
            assertThat(server.calls()).isZero();
        }
    }

    @Test
    void concurrencyLimit_withNobodyElseInside_letsAllIn() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(new ConcurrencyPolicy(1, 1, 1));
        try (RpcServer server = server(limit);
                RpcClient client = client(server, new CallLog())) {
            for (int i = 0; i < 100; i++) {
                assertThat(echo(client)).isEqualTo("hi");
            }
        }
    }

    @Test
    void breaker_ofAServerThatIsGone_stopsCalling() {
        RpcServer server = server((next, place) -> next);
        Breaker breaker = new Breaker(BreakerPolicy.DEFAULT.withMinCalls(3));
        try (RpcClient client = client(server, breaker)) {
            server.close();
            for (int i = 0; i < 3; i++) {
                assertKind(ErrorKind.NOT_SENT, client);
            }
            assertKind(ErrorKind.CIRCUIT_OPEN, client);
        }
    }

    private static void assertKind(ErrorKind kind, RpcClient client) {
        assertThatThrownBy(() -> echo(client))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    /** Refuses as many calls as it is told, and counts the others. */
    private final class Refusing implements Middleware {
        @Override
        public Invoker around(Invoker next, Place place) {
            return call -> {
                handled.incrementAndGet();
                return next.invoke(call);
            };
        }

        @Override
        public Admission admission(Place place) {
            return this::enter;
        }

        private Permit enter(CallContext call) {
            int left = refusals.getAndUpdate(now -> Math.max(0, now - 1));
            if (left > 0) {
                throw RpcException.refusal(ErrorKind.OVERLOADED, "refused " + left);
            }
            return Permit.NONE;
        }
    }

    private static RpcServer server(Middleware middleware) {
        RpcServerBuilder builder =
                RpcServer.builder().address("127.0.0.1", 0).service(new EchoHandler());
        return builder.middleware("tested", middleware).start();
    }

    private static RpcClient client(RpcServer server, Middleware middleware) {
        RpcClientBuilder builder = RpcClient.builder("127.0.0.1:" + server.port());
        return builder.middleware("tested", middleware).build();
    }

    private static String echo(RpcClient client) throws Exception {
        return client.proxy(EchoService.Iface.class).echo(new Msg("hi")).getMsg();
    }
}
