package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The call that a handler answers, on the threads that its work goes to. Two million calls: {@code
 * -Dcontext.calls=2000000}.
 */
final class ContextPropagationTest {
    private static final int CALLS = Integer.getInteger("context.calls", 2_000);
    private static final int CALLERS = 16;

    /** Each answers with the tenant of the call, as the other thread sees it. */
    interface Tenants {
        String reactor();

        String async();

        String future();

        String virtual();

        Mono<String> mono();
    }

    /** Work that Spring takes to a thread of its pool. */
    static class Background {
        @Async
        CompletableFuture<String> tenant() {
            return CompletableFuture.completedFuture(seen());
        }
    }

    @RpcService(interfaceType = Tenants.class)
    static final class Handler implements Tenants {
        private final Background background;
        private final ExecutorService pool = wrap(Executors.newSingleThreadExecutor());
        private final @Nullable ExecutorService virtual = virtualThreads();

        Handler(Background background) {
            this.background = background;
        }

        @Override
        public String reactor() {
            return String.valueOf(
                    Mono.delay(Duration.ofMillis(1), Schedulers.parallel())
                            .map(tick -> seen())
                            .contextCapture()
                            .block());
        }

        @Override
        public String async() {
            return background.tenant().join();
        }

        @Override
        public String future() {
            return CompletableFuture.supplyAsync(ContextPropagationTest::seen, pool).join();
        }

        @Override
        public String virtual() {
            try {
                return virtual == null
                        ? seen() // Java 17 has none
                        : virtual.submit(ContextPropagationTest::seen).get(5, TimeUnit.SECONDS);
            } catch (Exception e) {
                return e.toString();
            }
        }

        private static @Nullable ExecutorService virtualThreads() {
            try {
                Method start = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
                return wrap((ExecutorService) start.invoke(null));
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        private static ExecutorService wrap(ExecutorService threads) {
            return ContextExecutorService.wrap(
                    threads, ContextSnapshotFactory.builder().build()::captureAll);
        }

        @Override
        public Mono<String> mono() {
            return Mono.delay(Duration.ofMillis(1), Schedulers.parallel())
                    .map(tick -> seen())
                    .contextCapture();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class App {
        @Bean
        Background background() {
            return new Background();
        }

        @Bean
        Handler handler(Background background) {
            return new Handler(background);
        }

        @Bean
        TaskDecorator decorator() {
            return new ContextPropagatingTaskDecorator();
        }

        @Bean
        ThreadPoolTaskExecutor taskExecutor(TaskDecorator decorator) {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(1);
            executor.setTaskDecorator(decorator);
            return executor;
        }
    }

    private static String seen() {
        return CallContext.current().metadata().persistentValue("tenant")
                + (Thread.currentThread().getName().startsWith("rpc-handler") ? " here" : " there");
    }

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withUserConfiguration(App.class)
                    .withPropertyValues(
                            "rpc.server.port=0",
                            "rpc.server.address=127.0.0.1",
                            "rpc.client.tenants.target=127.0.0.1:${local.rpc.server.port}");

    @AfterEach
    void leaveReactorAsItWas() {
        Hooks.disableAutomaticContextPropagation();
        assertThat(CallContext.current()).isSameAs(CallContext.NONE);
    }

    @Test
    void call_onOtherThreads_goesAlongAndStaysOnNone() {
        Hooks.enableAutomaticContextPropagation();
        app.run(
                context -> {
                    Tenants tenants =
                            context.getBean(RpcClientRegistry.class)
                                    .proxy("tenants", Tenants.class);
                    for (String tenant : new String[] {"blue", "green", null, "red"}) {
                        try (CallScope scope = CallScope.open()) {
                            if (tenant != null) {
                                scope.persistentValue("tenant", tenant);
                            }
                            String there = tenant + " there";
                            assertThat(tenants.reactor()).isEqualTo(there);
                            assertThat(tenants.async()).isEqualTo(there);
                            assertThat(tenants.future()).isEqualTo(there);
                            assertThat(tenants.virtual()).startsWith(tenant + " ");
                            assertThat(tenants.mono().block()).isEqualTo(there);
                        }
                    }
                    assertThat(
                                    context.getBean(ThreadPoolTaskExecutor.class)
                                            .getThreadPoolExecutor()
                                            .submit(CallContext::current)
                                            .get(5, TimeUnit.SECONDS))
                            .isSameAs(CallContext.NONE);
                });
    }

    @Test
    void calls_mixedOnAllThreads_seeNothingOfEachOther() {
        Hooks.enableAutomaticContextPropagation();
        app.run(
                context -> {
                    Tenants tenants =
                            context.getBean(RpcClientRegistry.class)
                                    .proxy("tenants", Tenants.class);
                    Queue<String> wrong = new ConcurrentLinkedQueue<>();
                    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
                    for (int i = 0; i < CALLERS; i++) {
                        int first = i;
                        callers.execute(() -> callAll(first, tenants, wrong));
                    }
                    callers.shutdown();
                    assertThat(callers.awaitTermination(30, TimeUnit.MINUTES)).isTrue();
                    assertThat(wrong).isEmpty();
                });
    }

    private static void callAll(int first, Tenants tenants, Queue<String> wrong) {
        for (int id = first; id < CALLS && wrong.isEmpty(); id += CALLERS) {
            String tenant = id % 7 == 0 ? null : "t" + id; // some say nothing of themselves
            try (CallScope scope = CallScope.open()) {
                if (tenant != null) {
                    scope.persistentValue("tenant", tenant);
                }
                String answer = call(id, tenants);
                if (!String.valueOf(answer).startsWith(tenant + " ")) {
                    wrong.add("call of " + tenant + " saw " + answer);
                }
            } catch (RuntimeException e) {
                wrong.add("call of " + tenant + " failed: " + e);
            }
        }
    }

    private static @Nullable String call(int id, Tenants tenants) {
        return switch (id / CALLERS % 5) {
            case 0 -> tenants.reactor();
            case 1 -> tenants.async();
            case 2 -> tenants.future();
            case 3 -> tenants.virtual();
            default -> tenants.mono().block();
        };
    }

    @Test
    void accessor_outsideOfACall_hasNothing() {
        assertThat(new CallContextAccessor().getValue()).isNull();
    }
}
