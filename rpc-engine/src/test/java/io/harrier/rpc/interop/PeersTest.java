package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The peers against each other, without the engine: what fails here is no fault of ours. */
final class PeersTest {
    private static final String LOOPBACK = "127.0.0.1";

    /** Python writes nan and inf without quotes in JSON, which neither it nor libthrift reads. */
    @ParameterizedTest
    @EnumSource(
            names = {"JSON", "JSON_UNFRAMED"},
            mode = EnumSource.Mode.EXCLUDE)
    void pythonClient_toPythonServer_passes(PeerTransport transport) throws Exception {
        Peers.require(PythonPeer.missing());
        try (PythonPeer server = PythonPeer.startServer(transport)) {
            assertThat(PythonPeer.runClient(server.port(), transport).failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JSON", "JSON_UNFRAMED"},
            mode = EnumSource.Mode.EXCLUDE)
    void pythonClient_toLibthriftServer_passes(PeerTransport transport) throws Exception {
        Peers.require(PythonPeer.missing());
        try (LibthriftServer server = LibthriftServer.start(transport)) {
            assertThat(PythonPeer.runClient(server.port(), transport).failures()).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> libthriftClient_toPythonServerFramed_passes() throws Exception {
        return toPythonServer(PeerTransport.FRAMED);
    }

    @TestFactory
    Stream<DynamicTest> libthriftClient_toPythonServerUnframed_passes() throws Exception {
        return toPythonServer(PeerTransport.UNFRAMED);
    }

    @TestFactory
    Stream<DynamicTest> libthriftClient_toPythonServerMultiplexed_passes() throws Exception {
        return toPythonServer(PeerTransport.MULTIPLEXED);
    }

    @TestFactory
    Stream<DynamicTest> libthriftClient_toLibthriftServerFramed_passes() throws Exception {
        LibthriftServer server = LibthriftServer.start(PeerTransport.FRAMED);
        return checks(server, server.port(), PeerTransport.FRAMED);
    }

    private static Stream<DynamicTest> toPythonServer(PeerTransport transport) throws Exception {
        Optional<String> missing = PythonPeer.missing();
        if (missing.isPresent()) {
            return Peers.skipped(missing);
        }
        PythonPeer server = PythonPeer.startServer(transport);
        return checks(server, server.port(), transport);
    }

    /**
     * All checks on one connection; JUnit closes the stream, and so the connection and the server,
     * behind the last.
     */
    private static Stream<DynamicTest> checks(
            AutoCloseable server, int port, PeerTransport transport) throws Exception {
        LibthriftClient client = LibthriftClient.open(LOOPBACK, port, transport);
        return Stream.concat(
                        AllTypesCalls.against(client.client()),
                        AllTypesCalls.againstUnknown(client.newerClient()))
                .onClose(client::close)
                .onClose(() -> close(server));
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not close", e);
        }
    }
}
