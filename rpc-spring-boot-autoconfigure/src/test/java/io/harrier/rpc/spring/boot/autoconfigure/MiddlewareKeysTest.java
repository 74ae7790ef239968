package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.harrier.rpc.annotation.RpcMiddleware;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Middleware of beans and keys, in an application that calls itself. */
@ExtendWith(OutputCaptureExtension.class)
final class MiddlewareKeysTest {
    interface Counter {
        String count(String name);

        String other(String name);
    }

    @RpcService
    static final class CountingHandler implements Counter {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public String count(String name) {
            calls.incrementAndGet();
            return name;
        }

        @Override
        public String other(String name) {
            return name;
        }
    }

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withBean(CountingHandler.class)
                    .withPropertyValues(
                            "rpc.server.port=0",
                            "rpc.server.address=127.0.0.1",
                            "rpc.client.counter.target=127.0.0.1:${local.rpc.server.port}");

    /** What passed where. */
    static final class Seen extends CopyOnWriteArrayList<String> {
        private static final long serialVersionUID = 1L;

        Middleware noting(String name) {
            return (next, place) ->
                    call -> {
                        add(name + ' ' + call.method().name());
                        return next.invoke(call);
                    };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {
        @Bean
        Seen seen() {
            return new Seen();
        }

        @Bean
        @Order(2)
        @RpcMiddleware(client = true)
        Middleware both(Seen seen) {
            return seen.noting("both");
        }

        @Bean
        @Order(1)
        @RpcMiddleware(server = false, client = true, clients = "counter", name = "first")
        Middleware ofClient(Seen seen) {
            return seen.noting("client");
        }

        @Bean
        @RpcMiddleware(server = false, client = true, clients = "another")
        Middleware ofAnotherClient(Seen seen) {
            return seen.noting("another");
        }

        @Bean
        @RpcMiddleware(methods = "other")
        Middleware ofOther(Seen seen) {
            return seen.noting("other");
        }

        @Bean
        @RpcMiddleware(services = "Unknown")
        Middleware ofUnknown(Seen seen) {
            return seen.noting("unknown");
        }
    }

    @Test
    void beans_withAScope_standWhereItSays() {
        app.withUserConfiguration(Scoped.class)
                .run(
                        context -> {
                            Counter counter = counter(context);
                            List<String> seen = context.getBean(Seen.class);
                            counter.count("x");
                            assertThat(seen)
                                    .containsExactly("client count", "both count", "both count");
                            seen.clear();
                            counter.other("x");
                            assertThat(seen)
                                    .containsExactly(
                                            "client other",
                                            "both other",
                                            "both other",
                                            "other other");
                            assertThat(server(context).middleware().names())
                                    .containsExactly("both", "ofOther", "ofUnknown");
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Prototypes {
        @Bean
        @Order(2)
        Middleware second(Seen seen) {
            return seen.noting("second");
        }

        @Bean
        @Scope("prototype")
        @Order(1)
        Middleware first(Seen seen) {
            return seen.noting("first");
        }

        @Bean
        Middleware last(Seen seen) {
            return seen.noting("last");
        }
    }

    @Test
    void beans_ofWhichEachUserHasOne_standInTheirOrder() {
        app.withBean(Seen.class)
                .withUserConfiguration(Prototypes.class)
                .run(
                        context -> {
                            counter(context).count("x");
                            assertThat(context.getBean(Seen.class))
                                    .containsExactly("first count", "second count", "last count");
                        });
    }

    /** The engine must not close what the container closes. */
    static final class Closing implements Middleware, AutoCloseable {
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void bean_thatIsClosed_isSoOnceByTheContainer() {
        app.withBean(Closing.class)
                .run(
                        context -> {
                            Closing bean = context.getBean(Closing.class);
                            RpcServer server = server(context);
                            server.middleware().remove(server.middleware().names().get(0));
                            assertThat(bean.closed).hasValue(0);
                            context.close();
                            assertThat(bean.closed).hasValue(1);
                        });
    }

    @Test
    void nothingTold_putsNothingIntoAChain() {
        app.run(context -> assertThat(server(context).middleware().names()).isEmpty());
    }

    @Test
    void logCalls_onBothSides_writesALineEach(CapturedOutput output) {
        app.withPropertyValues("rpc.server.log-calls=true", "rpc.client.counter.log-calls=true")
                .run(context -> counter(context).count("secret"));

        assertThat(output)
                .contains("client Counter/count: ok, ")
                .contains("server Counter/count from ? (127.0.0.1:")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"total", "per-service", "per-method", "per-caller"})
    void rateLimit_ofEachKind_refusesTheCallsAbove(String kind) {
        app.withPropertyValues(
                        "rpc.server.rate-limit." + kind + "=0.001",
                        "rpc.server.rate-limit.burst=2000s")
                .run(
                        context -> {
                            Counter counter = counter(context);
                            counter.count("1");
                            counter.count("2");
                            assertRefused(() -> counter.count("3"));
                        });
    }

    @Test
    void concurrencyLimit_isAddedWithItsBounds() {
        app.withPropertyValues(
                        "rpc.server.concurrency-limit.enabled=true",
                        "rpc.server.concurrency-limit.min=1",
                        "rpc.server.concurrency-limit.initial=3",
                        "rpc.server.concurrency-limit.max=3")
                .run(
                        context -> {
                            assertThat(server(context).middleware().names())
                                    .containsExactly("concurrency-limit");
                            assertThat(counter(context).count("x")).isEqualTo("x");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "rpc.server.rate-limit.total=-1,              rpc.server.rate-limit.total",
        "rpc.server.rate-limit.burst=-1s,             rpc.server.rate-limit.burst",
        "rpc.client.counter.retry.max-attempts=0,     rpc.client.counter.retry.max-attempts",
        "rpc.client.default.retry.max-delay=1ms,      rpc.client.default.retry.max-delay",
        "rpc.client.counter.retry.budget-percent=101, rpc.client.counter.retry.budget-percent",
        "rpc.client.counter.method.count.retry.max-attempts=11,"
                + " rpc.client.counter.method.count.retry.max-attempts",
        "rpc.client.counter.method.count.retry.delay=2s,"
                + " rpc.client.counter.method.count.retry.delay"
    })
    void values_thatMakeNoSense_stopTheStart(String told, String named) {
        app.withPropertyValues(told)
                .run(
                        context -> {
                            Throwable failure = context.getStartupFailure();
                            if (failure == null) {
                                failure = catchThrowable(() -> counter(context));
                            }
                            assertThat(failure).hasStackTraceContaining("(expected: ");
                            assertThat(failure).hasStackTraceContaining(named);
                        });
    }

    /** Refuses the first calls, before their arguments are read. */
    static final class Refusing implements Middleware {
        private final AtomicInteger left = new AtomicInteger(2);

        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public Admission admission(Place place) {
            return call -> {
                if (left.getAndDecrement() > 0) {
                    throw RpcException.refusal(ErrorKind.OVERLOADED, "not yet");
                }
                return () -> {};
            };
        }
    }

    @Test
    void retry_withAttempts_getsThere() {
        app.withBean(Refusing.class)
                .withPropertyValues(
                        "rpc.client.default.retry.max-attempts=3",
                        "rpc.client.default.retry.delay=1ms")
                .run(context -> assertThat(counter(context).count("x")).isEqualTo("x"));
    }

    @Test
    void retry_notAskedFor_isNotMade() {
        app.withBean(Refusing.class)
                .run(context -> assertRefused(() -> counter(context).count("x")));
    }

    @ParameterizedTest
    @CsvSource({
        "rpc.client.counter.method.count.retry.max-attempts=3,  rpc.x=, true, false",
        "rpc.client.default.method.count.retry.max-attempts=3,  rpc.x=, true, false",
        "rpc.client.counter.retry.max-attempts=3, rpc.client.counter.method.count.retry.max-attempts=1, false, true"
    })
    void retry_ofOneMethod_standsOverThatOfTheClient(
            String told, String more, boolean count, boolean other) {
        Refusing refusing = new Refusing();
        app.withBean(Refusing.class, () -> refusing)
                .withPropertyValues(told, more, "rpc.client.counter.retry.delay=1ms")
                .run(
                        context -> {
                            Counter counter = counter(context);
                            assertThat(isAnswered(() -> counter.count("x"))).isEqualTo(count);
                            refusing.left.set(2);
                            assertThat(isAnswered(() -> counter.other("x"))).isEqualTo(other);
                        });
    }

    private static boolean isAnswered(ThrowingCallable call) {
        return catchThrowable(call) == null;
    }

    @ParameterizedTest
    @CsvSource({
        "rpc.client.counter.method.count.circuit-breaker.enabled=true, true, false",
        "rpc.client.counter.circuit-breaker.enabled=true,              true, true",
        "'rpc.client.counter.circuit-breaker.enabled=true,"
                + "rpc.client.counter.method.count.circuit-breaker.enabled=false', false, true",
        "'rpc.client.counter.circuit-breaker.enabled=true,"
                + "rpc.client.counter.method.count.circuit-breaker.min-calls=50', false, true"
    })
    void circuitBreaker_ofOneMethod_standsOverThatOfTheClient(
            String told, boolean count, boolean other) {
        Refusing refusing = new Refusing();
        refusing.left.set(1_000);
        app.withBean(Refusing.class, () -> refusing)
                .withPropertyValues(told.split(","))
                .withPropertyValues(
                        "rpc.client.counter.circuit-breaker.min-calls=5",
                        "rpc.client.counter.circuit-breaker.window=60s",
                        "rpc.client.counter.circuit-breaker.open-for=1h")
                .run(
                        context -> {
                            Counter counter = counter(context);
                            assertThat(opens(() -> counter.count("x"))).isEqualTo(count);
                            assertThat(opens(() -> counter.other("x"))).isEqualTo(other);
                        });
    }

    private static boolean opens(ThrowingCallable call) {
        for (int i = 0; i < 10; i++) {
            RpcException failure = (RpcException) catchThrowable(call);
            if (failure.kind() == ErrorKind.CIRCUIT_OPEN) {
                return true;
            }
        }
        return false;
    }

    /** Loses its first call behind the write, as far as the client can tell. */
    static final class Losing {
        private final AtomicInteger left = new AtomicInteger(1);

        Reply invoke(Invoker next, Invocation call) {
            return left.getAndDecrement() > 0
                    ? Reply.ofFailure(new RpcException(ErrorKind.CONNECTION_LOST, "lost"))
                    : next.invoke(call);
        }
    }

    @ParameterizedTest
    @CsvSource({"count, true", "other, false"})
    void methodIdempotent_isSentAgainBehindALostReply(String named, boolean retried) {
        Losing losing = new Losing();
        app.withPropertyValues(
                        "rpc.client.counter.retry.max-attempts=2",
                        "rpc.client.counter.retry.delay=0ms",
                        "rpc.client.counter.method." + named + ".idempotent=true")
                .withBean(
                        RpcClientCustomizer.class,
                        () ->
                                (name, client) ->
                                        client.middleware(
                                                "losing",
                                                (next, place) -> call -> losing.invoke(next, call)))
                .run(
                        context -> {
                            Counter counter = counter(context);
                            if (retried) {
                                assertThat(counter.count("x")).isEqualTo("x");
                            } else {
                                assertThatThrownBy(() -> counter.count("x")).hasMessage("lost");
                            }
                        });
    }

    @Test
    void retryBudget_whenSpent_leavesOneAttempt() {
        Refusing refusing = new Refusing();
        refusing.left.set(1_000);
        app.withBean(Refusing.class, () -> refusing)
                .withPropertyValues(
                        "rpc.client.counter.retry.max-attempts=2",
                        "rpc.client.counter.retry.delay=0ms",
                        "rpc.client.counter.retry.budget-percent=0",
                        "rpc.client.counter.retry.budget-per-second=1")
                .run(
                        context -> {
                            Counter counter = counter(context);
                            for (int i = 0; i < 20; i++) {
                                assertRefused(() -> counter.count("x"));
                            }
                            assertThat(1_000 - refusing.left.get()).isBetween(21, 25);
                        });
    }

    @Test
    void circuitBreaker_afterFailures_stopsCalling() {
        Refusing refusing = new Refusing();
        refusing.left.set(1_000);
        app.withBean(Refusing.class, () -> refusing)
                .withPropertyValues(
                        "rpc.client.counter.circuit-breaker.enabled=true",
                        "rpc.client.counter.circuit-breaker.min-calls=5",
                        "rpc.client.counter.circuit-breaker.failure-percent=100",
                        "rpc.client.counter.circuit-breaker.window=60s",
                        "rpc.client.counter.circuit-breaker.open-for=1h",
                        "rpc.client.counter.circuit-breaker.probes=1")
                .run(
                        context -> {
                            Counter counter = counter(context);
                            for (int i = 0; i < 5; i++) {
                                assertRefused(() -> counter.count("x"));
                            }
                            assertThatThrownBy(() -> counter.count("x"))
                                    .hasMessageStartingWith(
                                            "Counter/count: the circuit is open, as 100 %")
                                    .hasMessageContaining("within 3600000 ms");
                            assertThat(refusing.left).hasValue(995);
                        });
    }

    @Test
    void circuitBreaker_withoutItsLibrary_namesTheCoordinate() {
        app.withClassLoader(new FilteredClassLoader("io.github.resilience4j"))
                .withPropertyValues("rpc.client.counter.circuit-breaker.enabled=true")
                .run(
                        context ->
                                assertThatThrownBy(() -> counter(context))
                                        .isInstanceOfSatisfying(
                                                FailureAnalyzedException.class,
                                                e ->
                                                        assertThat(e.analysis().getAction())
                                                                .startsWith(
                                                                        "Add io.github.resilience4j:"
                                                                                + "resilience4j-circuitbreaker"
                                                                                + " to the"
                                                                                + " dependencies"))
                                        .hasMessageContaining(
                                                "'rpc.client.counter.circuit-breaker.enabled' is"
                                                        + " true"));
    }

    @Test
    void application_withoutResilience4j_callsAllTheSame() {
        app.withClassLoader(new FilteredClassLoader("io.github.resilience4j"))
                .withPropertyValues("rpc.client.counter.retry.max-attempts=2")
                .run(context -> assertThat(counter(context).count("x")).isEqualTo("x"));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
    }

    private static Counter counter(ApplicationContext context) {
        return context.getBean(RpcClientRegistry.class).proxy("counter", Counter.class);
    }

    private static RpcServer server(ApplicationContext context) {
        return context.getBean(RpcServerLifecycle.class).server();
    }
}
