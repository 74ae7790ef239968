package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.alltypes.AllTypes;
import io.harrier.rpc.idl.alltypes.Failure;
import io.harrier.rpc.idl.alltypes.Refusal;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.testing.Leaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMultiplexedProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.layered.TFramedTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our client and our server against Apache Thrift's Python and Java, and against each other. */
final class ThriftInteropTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int TIMEOUT_MILLIS = 10_000;

    /** Those that only Harrier peers understand behind TTHeader. */
    private static final ProtocolKind[] PROTOCOLS = {ProtocolKind.COMPACT, ProtocolKind.JSON};

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource
    void pythonClient_toOurServer_passes(PeerTransport transport) throws Exception {
        Peers.require(PythonPeer.missing());
        try (RpcServer server = serving(new AllTypesHandler()).start()) {
            assertThat(PythonPeer.runClient(server.port(), transport).failures()).isEmpty();
        }
    }

    @TestFactory
    Stream<? extends DynamicNode> ourClient_toPythonServer_passes() {
        Optional<String> missing = PythonPeer.missing();
        if (missing.isPresent()) {
            return Peers.skipped(missing);
        }
        return each(
                PeerTransport.values(),
                transport -> {
                    PythonPeer server = PythonPeer.startServer(transport);
                    return checks(client(server.port(), transport).build(), server);
                });
    }

    @TestFactory
    Stream<DynamicContainer> libthriftClient_toOurServer_passes() {
        return each(
                PeerTransport.values(),
                transport -> {
                    RpcServer server = serving(new AllTypesHandler()).start();
                    LibthriftClient client =
                            LibthriftClient.open(LOOPBACK, server.port(), transport);
                    return checks(client.client(), client.newerClient(), client, server);
                });
    }

    @TestFactory
    Stream<DynamicContainer> ourClient_toLibthriftServer_passes() {
        return each(
                PeerTransport.values(),
                transport -> {
                    LibthriftServer server = LibthriftServer.start(transport);
                    return checks(client(server.port(), transport).build(), server);
                });
    }

    @TestFactory
    Stream<DynamicContainer> ourClient_toOurServer_passes() {
        return each(
                FrameForm.values(),
                form -> {
                    RpcServer server = serving(new AllTypesHandler()).start();
                    return checks(client(server.port()).form(form).build(), server);
                });
    }

    @TestFactory
    Stream<DynamicContainer> ourClientWithOtherProtocols_toOurServer_passes() {
        return each(
                PROTOCOLS,
                protocol -> {
                    RpcServer server = serving(new AllTypesHandler()).start();
                    return checks(client(server.port()).protocol(protocol).build(), server);
                });
    }

    @TestFactory
    Stream<DynamicContainer> ourClientWithCallbacks_toOurServer_passes() {
        return each(
                FrameForm.values(),
                form -> {
                    RpcServer server = serving(new AllTypesHandler()).start();
                    RpcClient client = client(server.port()).form(form).build();
                    AllTypes.AsyncIface proxy = client.proxy(AllTypes.AsyncIface.class);
                    return checks(AllTypesAsync.blocking(proxy), newer(client), client, server);
                });
    }

    @TestFactory
    Stream<DynamicContainer> ourClient_toOurServerWithCallbacks_passes() {
        return each(
                FrameForm.values(),
                form -> {
                    RpcServer server = serving(AllTypesAsync.async(new AllTypesHandler())).start();
                    return checks(client(server.port()).form(form).build(), server);
                });
    }

    @ParameterizedTest
    @EnumSource
    void ourClientWithStages_toOurServer_endsTheStages(FrameForm form) throws Exception {
        try (RpcServer server = serving(new AllTypesHandler()).start();
                RpcClient client = client(server.port()).form(form).build()) {
            Staged peer = client.proxy(Staged.class, AllTypes.Iface.class);

            assertThat(result(peer.echoInt(7))).isEqualTo(7);
            assertThat(result(peer.nothing())).isNull();
            assertThat(peer.baseAdd(40, 2)).isEqualTo(42);
            assertThatThrownBy(() -> result(peer.mayRefuse(Failure.REFUSAL, "no")))
                    .hasCause(new Refusal("no", 7));
            assertThatThrownBy(() -> result(peer.throwUndeclared("boom")))
                    .cause()
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.HANDLER_FAILED));
            assertThat(result(peer.remember("key", "kept"))).isNull();
        }
    }

    @Test
    void ourClientWithStages_manyAtOnce_eachGetsItsOwnAnswer() throws Exception {
        try (RpcServer server = serving(new AllTypesHandler()).start();
                RpcClient client = client(server.port()).build()) {
            Staged peer = client.proxy(Staged.class, AllTypes.Iface.class);
            List<CompletionStage<Integer>> stages = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                stages.add(peer.echoInt(i));
            }
            for (int i = 0; i < stages.size(); i++) {
                assertThat(result(stages.get(i))).isEqualTo(i);
            }
        }
    }

    @Test
    void ourClient_toTwoServicesOnOnePort_findsBothByMultiplexedNames() throws Exception {
        try (RpcServer server = serving(new AllTypesHandler()).service(new EchoHandler()).start();
                RpcClient client = client(server.port(), PeerTransport.MULTIPLEXED).build()) {
            AllTypes.Iface allTypes = client.proxy(AllTypes.Iface.class);
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);

            assertThat(allTypes.echoInt(1)).isEqualTo(1);
            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            assertThat(allTypes.echoInt(2)).isEqualTo(2);
        }
    }

    @Test
    void libthriftClient_toTwoServicesOnOnePort_findsBothByMultiplexedNames() throws Exception {
        try (RpcServer server = serving(new AllTypesHandler()).service(new EchoHandler()).start();
                TTransport connection = connect(server.port())) {
            TProtocol plain = new TBinaryProtocol(connection, true, true);
            var allTypes = new AllTypes.Client(new TMultiplexedProtocol(plain, "AllTypes"));
            var echo = new EchoService.Client(new TMultiplexedProtocol(plain, "EchoService"));
            var misled = new AllTypes.Client(new TMultiplexedProtocol(plain, "EchoService"));

            assertThat(allTypes.echoInt(1)).isEqualTo(1);
            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            assertThatThrownBy(() -> misled.echoInt(2))
                    .isInstanceOfSatisfying(
                            TApplicationException.class,
                            e ->
                                    assertThat(e.getType())
                                            .isEqualTo(TApplicationException.UNKNOWN_METHOD));
            assertThat(allTypes.echoInt(3)).isEqualTo(3);
        }
    }

    private static RpcServerBuilder serving(Object handler) {
        return RpcServer.builder().address(LOOPBACK, 0).service(handler);
    }

    private static RpcClientBuilder client(int port) {
        return RpcClient.builder(LOOPBACK + ':' + port);
    }

    private static RpcClientBuilder client(int port, PeerTransport transport) {
        return client(port)
                .form(transport.form())
                .protocol(transport.protocol())
                .multiplexedNames(transport == PeerTransport.MULTIPLEXED);
    }

    private static io.harrier.rpc.idl.unknown.AllTypes.Iface newer(RpcClient client) {
        return client.proxy(io.harrier.rpc.idl.unknown.AllTypes.Iface.class);
    }

    private static TTransport connect(int port) throws Exception {
        var connection = new TFramedTransport(new TSocket(LOOPBACK, port, TIMEOUT_MILLIS));
        connection.open();
        return connection;
    }

    private static <T> T result(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Stream<DynamicTest> checks(RpcClient client, AutoCloseable server) {
        return checks(client.proxy(AllTypes.Iface.class), newer(client), client, server);
    }

    /** All checks; JUnit closes the stream, and so the client and the server, behind the last. */
    private static Stream<DynamicTest> checks(
            AllTypes.Iface peer,
            io.harrier.rpc.idl.unknown.AllTypes.Iface newer,
            AutoCloseable client,
            AutoCloseable server) {
        return Stream.concat(AllTypesCalls.against(peer), AllTypesCalls.againstUnknown(newer))
                .onClose(() -> close(client))
                .onClose(() -> close(server));
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException(open + " did not close", e);
        }
    }

    /** The checks of each form, opened when their turn comes. */
    private static <T> Stream<DynamicContainer> each(T[] forms, Opening<T> opening) {
        Function<T, DynamicContainer> checks =
                form -> {
                    try {
                        return dynamicContainer(form.toString(), opening.checks(form));
                    } catch (Exception e) {
                        throw new IllegalStateException(form + " cannot be checked", e);
                    }
                };
        return Stream.of(forms).map(checks);
    }

    @FunctionalInterface
    private interface Opening<T> {
        Stream<DynamicTest> checks(T form) throws Exception;
    }

    /** AllTypes as a user may write it: with stages of both types, and one method that blocks. */
    interface Staged {
        CompletionStage<Integer> echoInt(int value);

        CompletableFuture<Void> nothing();

        CompletionStage<String> mayRefuse(Failure how, String text);

        CompletableFuture<String> throwUndeclared(String text);

        CompletionStage<Void> remember(String key, String text);

        int baseAdd(int left, int right);
    }
}
