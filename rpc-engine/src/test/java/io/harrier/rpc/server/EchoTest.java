package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.idl.echo.Refused;
import io.harrier.rpc.testing.Leaks;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of outcome over every form, from our client to our server. */
class EchoTest {
    private RpcServer server;

    @BeforeEach
    void start() {
        server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .inProcess("echo-test")
                        .service(new EchoHandler())
                        .start();
    }

    @AfterEach
    void stop() {
        server.close();
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(FrameForm.class)
    void call_overEachForm_endsAsTheHandlerDoes(FrameForm form) throws Exception {
        callAll("127.0.0.1:" + server.port(), form);
    }

    @ParameterizedTest
    @EnumSource(FrameForm.class)
    void call_inProcessOverEachForm_endsAsTheHandlerDoes(FrameForm form) throws Exception {
        callAll("in-process:echo-test", form);
    }

    private static void callAll(String target, FrameForm form) throws Exception {
        try (RpcClient client = RpcClient.builder(target).form(form).build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);

            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            assertThat(echo.echo(new Msg("你好 👋")).getMsg()).isEqualTo("你好 👋");
            echo.nothing();
            assertThatThrownBy(() -> echo.boom(new Msg("")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.HANDLER_FAILED))
                    .hasMessage("biz error: boom");
            assertThatThrownBy(() -> echo.refuse(new Msg("no"))).isEqualTo(new Refused("no", 7));
            echo.visit(new Msg("x"));
            while (echo.visits() == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void biz_withHeader_arrivesWhole(boolean inProcess) {
        try (RpcClient client = RpcClient.builder(target(inProcess)).build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            assertThatThrownBy(() -> echo.biz(new Msg("")))
                    .isInstanceOfSatisfying(
                            BizStatusException.class,
                            e -> {
                                assertThat(e.status()).isEqualTo(4001);
                                assertThat(e.extra()).isEqualTo(Map.of("k", "v"));
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void metadata_bothWays_travels(boolean inProcess) throws Exception {
        try (RpcClient client = RpcClient.builder(target(inProcess)).build();
                CallScope scope =
                        CallScope.open().transientValue("TK", "tv").persistentValue("PK", "pv")) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi|tv|pv");
            assertThat(scope.backwardValue("bk")).isEqualTo("bv");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void slow_overItsDeadline_failsInTime(boolean inProcess) throws Exception {
        try (RpcClient client =
                RpcClient.builder(target(inProcess))
                        .timeout("slow", Duration.ofMillis(100))
                        .build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            echo.echo(new Msg("hi"));
            assertThatThrownBy(() -> echo.slow(new Msg("500")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED));
            assertThat(echo.echo(new Msg("again")).getMsg()).isEqualTo("again");
            assertThat(echo.remaining()).isBetween(1L, 5000L);
        }
    }

    private String target(boolean inProcess) {
        return inProcess ? "in-process:echo-test" : "127.0.0.1:" + server.port();
    }
}
