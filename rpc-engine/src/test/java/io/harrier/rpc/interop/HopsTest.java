package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.PeerProcess;
import java.util.Map;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Metadata over three applications, each a process of its own: credentials for the next one alone,
 * a gray tag for all, and a value back to the one that called.
 */
final class HopsTest {
    @AfterEach
    void findLeaks() {
        Leaks.check();
    }

    @Test
    void metadata_overThreeProcesses_goesAsFarAsItsKind() throws Exception {
        try (PeerProcess third = HopProgram.start("third");
                PeerProcess second = HopProgram.start("second", address(third));
                RpcClient client = client(second);
                CallScope scope = scope()) {
            assertThat(ask(client))
                    .isEqualTo(
                            "hi > second(caller=first token=t gray=b via=null)"
                                    + " > third(caller=second token=null gray=b via=second)"
                                    + " < second(by=third)");
            assertThat(scope.backwardValues()).isEqualTo(Map.of("by", "second"));
        }
    }

    @Test
    void metadata_throughStockKitex_goesAsFarAsItsKind() throws Exception {
        Peers.require(KitexPeer.missing());
        try (PeerProcess third = HopProgram.start("third");
                PeerProcess kitex = KitexPeer.startServer("-next", address(third));
                RpcClient client = client(kitex);
                CallScope scope = scope()) {
            assertThat(ask(client))
                    .isEqualTo(
                            "hi > kitex(token=t gray=b)"
                                    + " > third(caller=kitex token=null gray=b via=kitex)"
                                    + " < kitex(by=third)");
            assertThat(scope.backwardValues()).isEqualTo(Map.of("by", "kitex"));
        }
    }

    /** What is to go further for one hop, the one between says again; the rest goes by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"ttheader", "ttheader-framed", "mux"})
    void metadata_ofKitexThroughUsToKitex_goesAsFarAsItsKind(String transport) throws Exception {
        Peers.require(KitexPeer.missing());
        try (PeerProcess kitex = KitexPeer.startServer();
                RpcClient client = client(kitex);
                RpcServer between =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service(new Relay(client.proxy(EchoService.Iface.class)))
                                .start()) {
            PeerReport report = KitexPeer.runClient(between.port(), transport, "-case", "metadata");

            assertThat(report.failures()).isEmpty();
        }
    }

    private static final class Relay extends EchoHandler {
        private final EchoService.Iface next;

        Relay(EchoService.Iface next) {
            this.next = next;
        }

        @Override
        public Msg echo(Msg req) {
            CallContext context = CallContext.current();
            try (CallScope scope = CallScope.open()) {
                scope.transientValue("TK", context.metadata().transientValue("TK"));
                Msg answer = next.echo(req);
                context.sendBackward("bk", scope.backwardValue("bk"));
                return answer;
            } catch (TException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static CallScope scope() {
        return CallScope.open().transientValue("token", "t").persistentValue("gray", "b");
    }

    private static String ask(RpcClient client) throws TException {
        return client.proxy(EchoService.Iface.class).echo(new Msg("hi")).getMsg();
    }

    private static RpcClient client(PeerProcess server) {
        return RpcClient.builder(address(server)).caller("first").build();
    }

    private static String address(PeerProcess server) {
        return "127.0.0.1:" + server.port();
    }
}
