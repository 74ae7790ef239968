package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that have a name in their JVM; what calls bring over it is {@link EchoTest}'s. */
class InProcessTest {
    interface Futures {
        CompletableFuture<Msg> echo(Msg req);

        CompletableFuture<Msg> slow(Msg req);
    }

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(
            value = IoKind.class,
            names = {"AUTO", "NIO"})
    void loops_sharedByBothEnds_driveNamesAndPorts(IoKind kind) throws Exception {
        try (EventLoops loops = EventLoops.open(kind, 1, "shared");
                RpcServer server =
                        builder("both").address("127.0.0.1", 0).eventLoops(loops).start();
                RpcClient name = RpcClient.builder("in-process:both").eventLoops(loops).build();
                RpcClient port =
                        RpcClient.builder("127.0.0.1:" + server.port()).eventLoops(loops).build()) {
            assertThat(echo(name, "name")).isEqualTo("name");
            assertThat(echo(port, "port")).isEqualTo("port");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void server_withNameAlone_opensNoPort() {
        try (RpcServer server = builder("portless").start()) {
            assertThat(server.port()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(FrameForm.class)
    void call_largerThanAnyBuffer_comesBackWhole(FrameForm form) throws Exception {
        String large = "x".repeat(3_000_000);
        try (RpcServer server = builder("large").start();
                RpcClient client = RpcClient.builder("in-process:large").form(form).build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(echo(client, large)).isEqualTo(large);
            }
        }
    }

    @Test
    void calls_atOnce_shareAConnection() throws Exception {
        try (RpcServer server = builder("shared").start();
                RpcClient client = RpcClient.builder("in-process:shared").build()) {
            echo(client, "greeting");
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            List<CompletableFuture<Msg>> calls =
                    IntStream.range(0, 500)
                            .mapToObj(i -> echo.echo(new Msg(String.valueOf(i))))
                            .toList();

            for (int i = 0; i < calls.size(); i++) {
                assertThat(calls.get(i).join().getMsg()).isEqualTo(String.valueOf(i));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void server_stopping_letsCallsEnd() throws Exception {
        RpcServer server = builder("stopping").start();
        try (RpcClient client = RpcClient.builder("in-process:stopping").build()) {
            echo(client, "greeting");
            CompletableFuture<Msg> call =
                    client.proxy(Futures.class, EchoService.Iface.class).slow(new Msg("200"));
            while (server.calls() == 0) {
                Thread.onSpinWait();
            }
            server.close();

            assertThat(call.join()).isNotNull();
            assertThatThrownBy(() -> echo(client, "late"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_SENT));
        }
    }

    @Test
    void name_ofAServerThatEnded_isFree() throws Exception {
        builder("again").start().close();
        try (RpcServer server = builder("again").start();
                RpcClient client = RpcClient.builder("in-process:again").build()) {
            assertThat(echo(client, "hi")).isEqualTo("hi");
        }
    }

    @Test
    void start_withANameInUse_isRefused() throws Exception {
        try (RpcServer server = builder("taken").start();
                RpcClient client = RpcClient.builder("in-process:Taken").build()) {
            assertThatThrownBy(() -> builder("TAKEN").start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(
                            "the in-process name 'TAKEN' is in use by another server of this JVM"
                                    + " (expected: a free one; its letters' case makes no"
                                    + " difference)");
            assertThat(echo(client, "still there")).isEqualTo("still there");
        }
    }

    @Test
    void start_withAPortInUse_givesTheNameBack() throws Exception {
        try (RpcServer server = RpcServer.builder().address("127.0.0.1", 0).start()) {
            assertThatThrownBy(() -> builder("given").address("127.0.0.1", server.port()).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on");
            builder("given").start().close();
        }
    }

    @Test
    void call_ofANameThatNoServerHas_saysSo() {
        try (RpcClient client = RpcClient.builder("in-process:nobody").build()) {
            assertThatThrownBy(() -> echo(client, "hi"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_SENT))
                    .hasMessage(
                            "no connection to in-process:nobody: connection refused (expected: a"
                                    + " server that listens there; safe to retry)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b"})
    void builder_withABadName_refusesIt(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RpcServer.builder().inProcess(name))
                .withMessageStartingWith("in-process name: '" + name + "' (expected: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RpcClient.builder("in-process:" + name).build())
                .withMessageStartingWith("in-process name: '" + name + "' (expected: ");
    }

    @Test
    void schemas_areToldInProcess() {
        try (RpcServer server = builder("schemas").start();
                RpcClient client = RpcClient.builder("in-process:schemas").build()) {
            assertThat(client.generic("EchoService").json("echo", "{\"req\":{\"msg\":\"hi\"}}"))
                    .contains("hi");
        }
    }

    private static RpcServerBuilder builder(String name) {
        return RpcServer.builder().inProcess(name).service(new EchoHandler());
    }

    private static String echo(RpcClient client, String text) throws Exception {
        return client.proxy(EchoService.Iface.class).echo(new Msg(text)).getMsg();
    }
}
