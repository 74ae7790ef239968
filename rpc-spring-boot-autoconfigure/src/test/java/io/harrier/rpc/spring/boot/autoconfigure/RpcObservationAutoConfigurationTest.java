package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.trace.SpanExporter;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class RpcObservationAutoConfigurationTest {
    interface Till {
        String pay(int cents);
    }

    @RpcService(interfaceType = Till.class)
    static final class Cash implements Till {
        @Override
        public String pay(int cents) {
            if (cents < 0) {
                throw new IllegalStateException("no change");
            }
            return "paid";
        }
    }

    private final List<Observation.Context> seen = new CopyOnWriteArrayList<>();
    private final ObservationRegistry registry = ObservationRegistry.create();

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcTracingAutoConfiguration.class,
                                    RpcObservationAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withBean(Cash.class)
                    .withBean(SpanExporter.class, () -> span -> {})
                    .withPropertyValues(
                            "rpc.server.port=-1",
                            "rpc.server.in-process-name=observed",
                            "rpc.client.till.target=in-process:observed",
                            "rpc.tracing.trickle=false",
                            "rpc.tracing.base-rate=1");

    private final ApplicationContextRunner observed =
            app.withBean(ObservationRegistry.class, () -> registry);

    RpcObservationAutoConfigurationTest() {
        registry.observationConfig().observationHandler(new Keeper());
    }

    @Test
    void sampledCalls_areObservedOnBothSides() {
        observed.run(context -> pay(context, 5));

        assertThat(named("rpc.server.call.duration"))
                .isEqualTo(
                        "Till/pay error.type=none rpc.method=Till/pay rpc.status_code=ok"
                                + " rpc.system.name=harrier");
        assertThat(named("rpc.client.call.duration")).isEqualTo(named("rpc.server.call.duration"));
        assertThat(seen).hasSize(2);
    }

    @Test
    void failures_haveTheirKind() {
        observed.run(
                context ->
                        assertThatThrownBy(() -> pay(context, -1))
                                .isInstanceOf(RpcException.class));

        assertThat(named("rpc.server.call.duration"))
                .contains("error.type=java.lang.IllegalStateException rpc.method=Till/pay")
                .contains("rpc.status_code=exception");
        assertThat(named("rpc.client.call.duration"))
                .contains("error.type=handler-failed rpc.method=Till/pay")
                .contains("rpc.status_code=handler-failed");
    }

    @Test
    void callsThatAreNotSampled_areObservedOnlyIfAllAre() {
        observed.withPropertyValues("rpc.tracing.base-rate=0").run(context -> pay(context, 5));
        assertThat(seen).isEmpty();

        observed.withPropertyValues("rpc.tracing.base-rate=0", "rpc.observation.all=true")
                .run(context -> pay(context, 5));
        assertThat(seen).hasSize(2);
    }

    @Test
    void callsThatAreNotTraced_areObservedIfAllAre() {
        observed.withPropertyValues("rpc.tracing.enabled=false", "rpc.observation.all=true")
                .run(context -> pay(context, 5));

        assertThat(seen).hasSize(2);
    }

    @Test
    void conventions_ofTheApplication_nameTheCalls() {
        observed.withBean(Named.class).run(context -> pay(context, 5));

        assertThat(seen)
                .extracting(Observation.Context::getName)
                .containsExactlyInAnyOrder("served", "rpc.client.call.duration");
    }

    @Test
    void nothing_whereThereIsNothingToObserve_isInTheChain() {
        observed.withPropertyValues("rpc.observation.enabled=false")
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(ObservedCalls.class);
                            pay(context, 5);
                        });
        observed.withPropertyValues("rpc.tracing.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ObservedCalls.class));
        app.run(context -> assertThat(context).doesNotHaveBean(ObservedCalls.class));

        assertThat(seen).isEmpty();
    }

    @Test
    void micrometerObservation_mayBeMissing() {
        app.withClassLoader(new FilteredClassLoader("io.micrometer.observation"))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            pay(context, 5);
                        });
    }

    private static void pay(ApplicationContext context, int cents) {
        assertThat(context.getBean(RpcClientRegistry.class).proxy("till", Till.class).pay(cents))
                .isEqualTo("paid");
    }

    private String named(String name) {
        Observation.Context found =
                seen.stream()
                        .filter(context -> context.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
        return found.getContextualName()
                + ' '
                + found.getLowCardinalityKeyValues().stream()
                        .map(pair -> pair.getKey() + '=' + pair.getValue())
                        .collect(Collectors.joining(" "));
    }

    private final class Keeper implements ObservationHandler<Observation.Context> {
        @Override
        public void onStop(Observation.Context context) {
            seen.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    static final class Named extends DefaultRpcServerObservationConvention {
        @Override
        public String getName() {
            return "served";
        }
    }
}
