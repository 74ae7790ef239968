package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

/** The call that a handler answers, on the threads that its work goes to. */
final class ContextPropagationTest {
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
        private final ExecutorService pool =
                ContextExecutorService.wrap(
                        Executors.newSingleThreadExecutor(),
                        ContextSnapshotFactory.builder().build()::captureAll);

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
            ContextSnapshotFactory factory = ContextSnapshotFactory.builder().build();
            try {
                Method start = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
                ExecutorService threads = (ExecutorService) start.invoke(null);
                return ContextExecutorService.wrap(threads, factory::captureAll)
                        .submit(ContextPropagationTest::seen)
                        .get(5, TimeUnit.SECONDS);
            } catch (NoSuchMethodException e) {
                return seen(); // Java 17 has none
            } catch (Exception e) {
                return e.toString();
            }
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

    @AfterEach
    void leaveReactorAsItWas() {
        Hooks.disableAutomaticContextPropagation();
        assertThat(CallContext.current()).isSameAs(CallContext.NONE);
    }

    @Test
    void call_onOtherThreads_goesAlongAndStaysOnNone() {
        Hooks.enableAutomaticContextPropagation();
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
                        "rpc.client.tenants.target=127.0.0.1:${local.rpc.server.port}")
                .run(
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
    void accessor_outsideOfACall_hasNothing() {
        assertThat(new CallContextAccessor().getValue()).isNull();
    }
}
