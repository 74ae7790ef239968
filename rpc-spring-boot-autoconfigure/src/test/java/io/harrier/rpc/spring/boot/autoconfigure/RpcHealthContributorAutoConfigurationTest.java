package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What an application's health says of its server and clients. */
class RpcHealthContributorAutoConfigurationTest {
    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    EndpointAutoConfiguration.class,
                                    ApplicationAvailabilityAutoConfiguration.class,
                                    AvailabilityHealthContributorAutoConfiguration.class,
                                    AvailabilityProbesAutoConfiguration.class,
                                    HealthContributorAutoConfiguration.class,
                                    HealthContributorRegistryAutoConfiguration.class,
                                    HealthEndpointAutoConfiguration.class,
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class,
                                    RpcHealthContributorAutoConfiguration.class))
                    .withPropertyValues(
                            "management.endpoints.web.exposure.include=health",
                            "rpc.server.port=-1",
                            "rpc.server.in-process-name=healthy",
                            "rpc.client.greeter.target=in-process:healthy",
                            "rpc.client.gone.target=in-process:nobody");

    private final ApplicationContextRunner serving = app.withBean(Greetings.Hello.class);

    @Test
    void server_thatTakesCalls_isUp() {
        serving.run(
                context -> {
                    assertThat(health(context, "server").getStatus()).isEqualTo(Status.UP);
                    assertThat(health(context, "server").getDetails())
                            .containsEntry("state", "serving")
                            .containsEntry("calls", 0);
                });
    }

    @Test
    void server_thatDrains_isOutOfService() {
        serving.run(
                context -> {
                    RpcServer server = context.getBean(RpcServerLifecycle.class).server();
                    server.drain(Duration.ZERO);

                    assertThat(health(context, "server"))
                            .isEqualTo(
                                    Health.outOfService()
                                            .withDetail("state", "draining")
                                            .withDetail("port", -1)
                                            .withDetail("connections", 0)
                                            .withDetail("calls", 0)
                                            .build());
                });
    }

    @Test
    void server_thatHasStopped_isOutOfService() {
        serving.run(
                context -> {
                    context.getBean(RpcServerLifecycle.class).stop();
                    assertThat(health(context, "server").getStatus())
                            .isEqualTo(Status.OUT_OF_SERVICE);
                });
    }

    @Test
    void applicationWithoutHandlers_hasNoServer() {
        app.run(
                context ->
                        assertThat(
                                        context.getBean(CompositeHealthContributor.class)
                                                .getContributor("server"))
                                .isNull());
    }

    @Test
    void clients_withHosts_areUp_andNameThem() {
        serving.run(
                context -> {
                    greeter(context, "greeter").greet("you");

                    Health clients = health(context, "clients");
                    assertThat(clients.getStatus()).isEqualTo(Status.UP);
                    assertThat(clients.getDetails())
                            .containsOnlyKeys("greeter")
                            .extractingByKey("greeter")
                            .isEqualTo(
                                    Map.of(
                                            "target",
                                            "in-process:healthy",
                                            "hosts",
                                            Map.of("in-process:healthy", "used")));
                });
    }

    /** A peer's illness is told, and takes nobody down with it. */
    @Test
    void client_whosePeerIsAway_isUnknown_andTheApplicationUp() {
        serving.withPropertyValues("management.endpoint.health.probes.enabled=true")
                .run(
                        context -> {
                            ready(context);
                            Greeter.Iface gone = greeter(context, "gone");
                            assertThatThrownBy(() -> gone.greet("you")).isNotNull();

                            Health clients = health(context, "clients");
                            assertThat(clients.getStatus()).isEqualTo(Status.UNKNOWN);
                            assertThat(clients.getDetails().get("gone"))
                                    .asString()
                                    .contains("in-process:nobody=avoided");
                            assertThat(status(context)).isEqualTo(Status.UP);
                            assertThat(status(context, "rpc")).isEqualTo(Status.UP);
                            assertThat(status(context, "liveness")).isEqualTo(Status.UP);
                        });
    }

    /** Probes ask for what Boot puts there, and for nothing of ours. */
    @Test
    void probes_doNotDependOnTheServer() {
        serving.withPropertyValues("management.endpoint.health.probes.enabled=true")
                .run(
                        context -> {
                            ready(context);
                            context.getBean(RpcServerLifecycle.class).stop();
                            assertThat(status(context)).isEqualTo(Status.OUT_OF_SERVICE);
                            assertThat(status(context, "liveness")).isEqualTo(Status.UP);
                        });
    }

    @Test
    void switchedOff_thereIsNone() {
        serving.withPropertyValues("management.health.rpc.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .doesNotHaveBean(
                                                RpcHealthContributorAutoConfiguration.class));
    }

    /** As it is once an application has started. */
    private static void ready(ApplicationContext context) {
        AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    }

    private static Status status(ApplicationContext context, String... path) {
        HealthDescriptor health = context.getBean(HealthEndpoint.class).healthForPath(path);
        return health.getStatus();
    }

    private static Health health(ApplicationContext context, String part) {
        CompositeHealthContributor rpc =
                context.getBean("rpcHealthContributor", CompositeHealthContributor.class);
        return ((HealthIndicator) rpc.getContributor(part)).health();
    }

    private static Greeter.Iface greeter(ApplicationContext context, String client) {
        return context.getBean(RpcClientRegistry.class).proxy(client, Greeter.Iface.class);
    }
}
