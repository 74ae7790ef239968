package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.rules.RuleSource;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.rules.RulesState;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

class RpcRulesAutoConfigurationTest {
    private static final String NO_CALLS =
            "{\"rules\": {\"*\": {\"limits\": {\"rate\": 0.001, \"burst\": \"0ms\"}}}}";
    private static final String NOTHING = "{\"rules\": {}}";

    @TempDir Path folder;

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcRulesAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withBean(Greetings.WhoCalls.class)
                    .withPropertyValues(
                            "rpc.server.port=-1",
                            "rpc.server.in-process-name=ruled",
                            "rpc.client.greeter.target=in-process:ruled");

    @Test
    void withoutAKey_thereAreNoRules() {
        app.run(context -> assertThat(context).doesNotHaveBean(Rules.class));
    }

    @Test
    void enabledFalse_leavesAFileAlone() {
        app.withPropertyValues("rpc.rules.enabled=false", "rpc.rules.document=" + NO_CALLS)
                .run(context -> assertThat(context).doesNotHaveBean(Rules.class));
    }

    @Test
    void enabled_takesWhatIsPushedToTheBean() {
        app.withPropertyValues("rpc.rules.enabled=true")
                .run(
                        context -> {
                            context.getBean(Rules.class).push(NO_CALLS, "test");
                            assertLimited(context);
                        });
    }

    @Test
    void rulesBean_ofTheApplication_isUsed() {
        Rules own = new Rules();
        app.withPropertyValues("rpc.rules.enabled=true")
                .withBean(Rules.class, () -> own)
                .run(
                        context -> {
                            own.push(NO_CALLS, "test");
                            assertLimited(context);
                        });
    }

    @Test
    void file_holdsFromTheFirstCallOnAndIsWatched() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.json"), NO_CALLS);
        app.withPropertyValues("rpc.rules.file=" + file, "rpc.rules.file-interval=5ms")
                .run(
                        context -> {
                            assertLimited(context);
                            Files.writeString(file, NOTHING);
                            await(() -> state(context).version() == 2);
                            greet(context);
                            greet(context);
                        });
    }

    @Test
    void fileThatIsNotThere_isNoReasonNotToStart() {
        app.withPropertyValues("rpc.rules.file=" + folder.resolve("none"))
                .run(context -> assertThat(state(context).version()).isZero());
    }

    @Test
    void documentWithAnError_isNoReasonNotToStart() {
        app.withPropertyValues("rpc.rules.document={\"rules\": 7}")
                .run(
                        context -> {
                            assertThat(state(context).refused()).isEqualTo(1);
                            assertThat(state(context).source()).isEmpty();
                            greet(context);
                        });
    }

    @Test
    void document_holdsAndIsTakenAgainWhenTheEnvironmentIsRefreshed() {
        app.withPropertyValues("rpc.rules.document=" + NO_CALLS)
                .run(
                        context -> {
                            assertLimited(context);
                            refresh(context, NOTHING);
                            greet(context);
                            greet(context);
                            assertThat(state(context).version()).isEqualTo(2);
                            assertThat(state(context).source()).isEqualTo("rpc.rules.document");

                            refresh(context, "{\"rules\": 7}");
                            assertThat(state(context).version()).isEqualTo(2);
                            assertThat(state(context).refused()).isEqualTo(1);

                            refresh(context, "");
                            assertThat(state(context).version()).isEqualTo(2);
                        });
    }

    @Test
    void document_thatDidNotChange_leavesAloneWhatWasPushedSince() {
        app.withPropertyValues("rpc.rules.document=" + NO_CALLS)
                .run(
                        context -> {
                            context.getBean(Rules.class).push(NOTHING, "operator");
                            refresh(context, NO_CALLS);
                            assertThat(state(context).source()).isEqualTo("operator");

                            refresh(context, "{\"rules\": 7}");
                            refresh(context, "{\"rules\": 7}");
                            assertThat(state(context).refused()).isEqualTo(1);
                        });
    }

    /** A document is data, and may be shown. */
    @Test
    void document_withPlaceholders_isTakenAsItStands() {
        String document =
                "{\"description\": \"${rpc.server.port} ${nobody.knows}\", \"rules\": {}}";
        app.withPropertyValues("rpc.rules.document=" + document)
                .run(
                        context ->
                                assertThat(context.getBean(Rules.class).document())
                                        .isEqualTo(document));
    }

    @Test
    void document_withoutSpringCloud_holds() {
        app.withPropertyValues("rpc.rules.document=" + NO_CALLS)
                .withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
                .run(RpcRulesAutoConfigurationTest::assertLimited);
    }

    @Test
    void sourceBean_isFollowedAndEndsWithTheApplication() {
        CountDownLatch closed = new CountDownLatch(1);
        RuleSource own =
                new RuleSource() {
                    @Override
                    public String name() {
                        return "own";
                    }

                    @Override
                    public Watch watch(Listener listener) {
                        listener.onDocument(NO_CALLS);
                        return closed::countDown;
                    }
                };
        app.withPropertyValues("rpc.rules.enabled=true")
                .withBean(RuleSource.class, () -> own)
                .run(RpcRulesAutoConfigurationTest::assertLimited);

        assertThat(closed.getCount()).isZero();
    }

    @Test
    void fileAndDocument_excludeEachOther() {
        app.withPropertyValues("rpc.rules.file=a.json", "rpc.rules.document=" + NOTHING)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(
                                                MutuallyExclusiveConfigurationPropertiesException
                                                        .class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0ms", "-1s"})
    void fileInterval_thatIsNotPositive_isRefused(String interval) {
        app.withPropertyValues("rpc.rules.file=a.json", "rpc.rules.file-interval=" + interval)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOfSatisfying(
                                                InvalidConfigurationPropertyValueException.class,
                                                e ->
                                                        assertThat(e.getName())
                                                                .isEqualTo(
                                                                        "rpc.rules.file-interval")));
    }

    private static void greet(ConfigurableApplicationContext context) throws Exception {
        context.getBean(RpcClientRegistry.class).proxy("greeter", Greeter.Iface.class).greet("you");
    }

    /** As Spring Cloud does it, whatever brought the change. */
    private static void refresh(ConfigurableApplicationContext context, String document) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("centre", Map.of("rpc.rules.document", document)));
        context.publishEvent(new EnvironmentChangeEvent(context, Set.of("rpc.rules.document")));
    }

    private static RulesState state(ConfigurableApplicationContext context) {
        return context.getBean(Rules.class).state();
    }

    /** One call may come at once, and the next in a quarter of an hour. */
    private static void assertLimited(ConfigurableApplicationContext context) throws Exception {
        greet(context);
        assertThatThrownBy(() -> greet(context))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
            never.await(5, TimeUnit.MILLISECONDS);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
