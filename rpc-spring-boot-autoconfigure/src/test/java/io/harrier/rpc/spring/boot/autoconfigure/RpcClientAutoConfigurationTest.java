package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.annotation.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.async.AsyncMethodCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class RpcClientAutoConfigurationTest {
    private static RpcServer hello;
    private static RpcServer other;

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class, RpcClientAutoConfiguration.class))
                    .withPropertyValues(
                            "rpc.client.greeter.target=127.0.0.1:" + hello.port(),
                            "rpc.client.other.target=127.0.0.1:" + other.port(),
                            "rpc.client.framed.target=127.0.0.1:" + hello.port(),
                            "spring.application.name=front");

    @BeforeAll
    static void startServers() {
        hello = start(new Greetings.Hello());
        other = start(new Greetings.WhoCalls());
    }

    @AfterAll
    static void stopServers() {
        hello.close();
        other.close();
    }

    @Test
    void constructorParameter_isAProxy() {
        app.withBean(InConstructor.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(InConstructor.class)
                                                        .greeter
                                                        .greet("Ada"))
                                        .isEqualTo("hello Ada"));
    }

    @Test
    void beanMethodParameter_isAProxy() {
        app.withUserConfiguration(InBeanMethod.class)
                .run(context -> assertThat(context.getBean("greeting")).isEqualTo("hello Ada"));
    }

    @Test
    void beanMethodParameter_ofEnhancedConfiguration_isAProxy() {
        app.withUserConfiguration(InEnhancedBeanMethod.class)
                .run(context -> assertThat(context.getBean("greeting")).isEqualTo("hello Ada"));
    }

    @Test
    void field_withoutAutowired_isAProxy() {
        app.withBean(InField.class)
                .run(
                        context ->
                                assertThat(context.getBean(InField.class).greeter.greet("Ada"))
                                        .isEqualTo("hello Ada"));
    }

    @Test
    void field_ofWhatABeanMethodMade_isAProxy() {
        app.withBean("made", Object.class, InAutowiredField::new)
                .run(
                        context ->
                                assertThat(
                                                ((InAutowiredField) context.getBean("made"))
                                                        .greeter.greet("Ada"))
                                        .isEqualTo("hello Ada"));
    }

    @Test
    void field_ofATestInstance_isAProxy() {
        app.run(
                context -> {
                    InAutowiredField test = new InAutowiredField();
                    context.getAutowireCapableBeanFactory().autowireBean(test);
                    assertThat(test.greeter.greet("Ada")).isEqualTo("hello Ada");
                });
    }

    @Test
    void setterParameter_isAProxy() {
        app.withBean(InSetter.class)
                .run(
                        context ->
                                assertThat(context.getBean(InSetter.class).greeter.greet("Ada"))
                                        .isEqualTo("hello Ada"));
    }

    @Test
    void asyncInterface_isAProxy() {
        app.withBean(InField.class)
                .run(
                        context -> {
                            CompletableFuture<String> reply = new CompletableFuture<>();
                            context.getBean(InField.class).async.greet("Ada", callback(reply));
                            assertThat(reply.get(5, TimeUnit.SECONDS)).isEqualTo("hello Ada");
                        });
    }

    @Test
    void twoClients_ofOneType_callTheirOwnTargets() {
        app.withBean(InField.class)
                .run(
                        context -> {
                            InField bean = context.getBean(InField.class);
                            assertThat(bean.greeter.greet("Ada")).isEqualTo("hello Ada");
                            assertThat(bean.other.greet("Ada")).isEqualTo("front");
                        });
    }

    @Test
    void beans_areNamedByClientAndType() {
        app.withBean(InConstructor.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasBean("greeter#" + Greeter.Iface.class.getName()));
    }

    @Test
    void localHandler_ofTheSameType_staysTheOneForOthers() {
        app.withBean("local", Greetings.Hello.class)
                .withBean(InConstructor.class)
                .withBean(WantsLocal.class)
                .run(
                        context -> {
                            Object local = context.getBean("local");
                            assertThat(context.getBean(WantsLocal.class).greeter).isSameAs(local);
                            assertThat(context.getBean(Greeter.Iface.class)).isSameAs(local);
                            assertThat(context.getBean(InConstructor.class).greeter)
                                    .isNotSameAs(local);
                        });
    }

    @Test
    void localHandler_namedLikeTheClient_isNotTaken() {
        app.withBean("greeter", Greetings.Hello.class)
                .withBean(InConstructor.class)
                .run(
                        context ->
                                assertThat(context.getBean(InConstructor.class).greeter)
                                        .isNotSameAs(context.getBean("greeter")));
    }

    @Test
    void missingTarget_namesTheConfiguredClients() {
        app.withBean(Misspelt.class)
                .run(
                        context -> {
                            FailureAnalysis analysis = analysis(context);
                            assertThat(analysis.getDescription())
                                    .isEqualTo(
                                            "Field 'greeter' of "
                                                    + Misspelt.class.getName()
                                                    + " asks for the RPC client 'greter', but"
                                                    + " 'rpc.client.greter.target' is not set."
                                                    + " Configured clients: framed, greeter,"
                                                    + " other. Did you mean 'greeter'?");
                            assertThat(analysis.getAction())
                                    .isEqualTo(
                                            "Set 'rpc.client.greter.target' to host:port, such as"
                                                    + " 127.0.0.1:8888, or correct the name.");
                        });
    }

    @Test
    void missingTarget_ofAParameter_namesItsMethod() {
        app.withUserConfiguration(MisspeltInBeanMethod.class)
                .run(
                        context ->
                                assertThat(analysis(context).getDescription())
                                        .startsWith(
                                                "Parameter 'greeter' of "
                                                        + MisspeltInBeanMethod.class.getName()
                                                        + ".greeting() asks for"));
    }

    @Test
    void noClientsAtAll_saysNone() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                RpcAutoConfiguration.class, RpcClientAutoConfiguration.class))
                .withBean(Misspelt.class)
                .run(
                        context ->
                                assertThat(analysis(context).getDescription())
                                        .endsWith("Configured clients: none."));
    }

    @Test
    void typeThatIsNoService_isToldSo() {
        app.withBean(NoService.class)
                .run(
                        context ->
                                assertThat(analysis(context).getDescription())
                                        .startsWith("Field 'text' of ")
                                        .contains("java.lang.Runnable, which is not a service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"target=nowhere", "target=host:0", "timeout=0s"})
    void invalidValue_isToldWithItsKey(String setting) {
        String[] keyAndValue = setting.split("=");
        app.withPropertyValues("rpc.client.greeter." + setting)
                .withBean(InConstructor.class)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .satisfies(
                                                root -> {
                                                    InvalidConfigurationPropertyValueException e =
                                                            invalid(context.getStartupFailure());
                                                    assertThat(e.getName())
                                                            .isEqualTo(
                                                                    "rpc.client.greeter."
                                                                            + keyAndValue[0]);
                                                    assertThat(e.getReason()).contains("expected");
                                                }));
    }

    @Test
    void timeout_endsTheCall() {
        RpcServer sleeper = start(new Greetings.Sleeper());
        try (sleeper) {
            app.withPropertyValues(
                            "rpc.client.greeter.target=127.0.0.1:" + sleeper.port(),
                            "rpc.client.greeter.timeout=100ms")
                    .withBean(InConstructor.class)
                    .run(
                            context ->
                                    assertThatExceptionOfType(RpcException.class)
                                            .isThrownBy(
                                                    () ->
                                                            context.getBean(InConstructor.class)
                                                                    .greeter
                                                                    .greet("400"))
                                            .satisfies(
                                                    e ->
                                                            assertThat(e.kind())
                                                                    .isEqualTo(
                                                                            ErrorKind
                                                                                    .DEADLINE_EXCEEDED)));
        }
    }

    @Test
    void protocol_withoutHeader_isSpokenAndSaid(CapturedOutput output) {
        app.withPropertyValues("rpc.client.other.protocol=framed")
                .withBean(InField.class)
                .run(
                        context ->
                                assertThat(context.getBean(InField.class).other.greet("Ada"))
                                        .isEmpty()); // a caller's name needs the header

        assertThat(output)
                .contains(
                        "RPC client other calls 127.0.0.1:"
                                + other.port()
                                + " over framed, which carries no deadline and no metadata")
                .contains(
                        "RPC client greeter calls 127.0.0.1:"
                                + hello.port()
                                + " over ttheader-framed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ttheader-framed", "ttheader", "framed", "unframed"})
    void protocol_each_answers(String protocol) {
        app.withPropertyValues("rpc.client.greeter.protocol=" + protocol)
                .withBean(InConstructor.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(InConstructor.class)
                                                        .greeter
                                                        .greet("Ada"))
                                        .isEqualTo("hello Ada"));
    }

    @Test
    void close_ofTheContext_closesTheClients() {
        app.withBean(InConstructor.class)
                .run(
                        context -> {
                            Greeter.Iface greeter = context.getBean(InConstructor.class).greeter;
                            greeter.greet("Ada");
                            context.close();
                            assertThatExceptionOfType(RpcException.class)
                                    .isThrownBy(() -> greeter.greet("Ada"))
                                    .satisfies(
                                            e ->
                                                    assertThat(e.kind())
                                                            .isEqualTo(ErrorKind.NOT_SENT));
                        });
    }

    private static RpcServer start(Object handler) {
        return RpcServer.builder().address("127.0.0.1", 0).service(handler).start();
    }

    private static AsyncMethodCallback<String> callback(CompletableFuture<String> reply) {
        return new AsyncMethodCallback<>() {
            @Override
            public void onComplete(String value) {
                reply.complete(value);
            }

            @Override
            public void onError(Exception error) {
                reply.completeExceptionally(error);
            }
        };
    }

    private static FailureAnalysis analysis(AssertableApplicationContext context) {
        assertThat(context).hasFailed();
        return cause(context.getStartupFailure(), FailureAnalyzedException.class).analysis();
    }

    private static InvalidConfigurationPropertyValueException invalid(Throwable failure) {
        return cause(failure, InvalidConfigurationPropertyValueException.class);
    }

    private static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
        Throwable at = failure;
        while (at != null && !type.isInstance(at)) {
            at = at.getCause();
        }
        assertThat(at).isInstanceOf(type);
        return type.cast(at);
    }

    static final class InConstructor {
        final Greeter.Iface greeter;

        InConstructor(@RpcClient("greeter") Greeter.Iface greeter) {
            this.greeter = greeter;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InBeanMethod {
        @Bean
        String greeting(@RpcClient("greeter") Greeter.Iface greeter) throws Exception {
            return greeter.greet("Ada");
        }
    }

    @Configuration
    static class InEnhancedBeanMethod {
        @Bean
        String greeting(@RpcClient("greeter") Greeter.Iface greeter) throws Exception {
            return greeter.greet("Ada");
        }
    }

    static class InField {
        @RpcClient("greeter")
        Greeter.Iface greeter;

        @RpcClient("other")
        Greeter.Iface other;

        @RpcClient("greeter")
        Greeter.AsyncIface async;
    }

    static final class InAutowiredField {
        @Autowired
        @RpcClient("greeter")
        Greeter.Iface greeter;
    }

    static final class InSetter {
        Greeter.Iface greeter;

        @Autowired
        void setGreeter(@RpcClient("greeter") Greeter.Iface greeter) {
            this.greeter = greeter;
        }
    }

    static final class WantsLocal {
        final Greeter.Iface greeter;

        WantsLocal(Greeter.Iface greeter) {
            this.greeter = greeter;
        }
    }

    static final class Misspelt {
        @RpcClient("greter")
        Greeter.Iface greeter;
    }

    @Configuration
    static class MisspeltInBeanMethod {
        @Bean
        String greeting(@RpcClient("greter") Greeter.Iface greeter) {
            return String.valueOf(greeter);
        }
    }

    static final class NoService {
        @RpcClient("greeter")
        Runnable text;
    }
}
