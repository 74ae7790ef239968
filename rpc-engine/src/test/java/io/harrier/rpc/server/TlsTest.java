package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.testing.Certificates;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import io.harrier.rpc.transport.ClientAuth;
import io.harrier.rpc.transport.Tls;
import io.netty.pkitesting.X509Bundle;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted connections: those that work, and how each of the others fails. */
class TlsTest {
    private static final Certificates AUTHORITY = new Certificates();

    private final AtomicInteger entered = new AtomicInteger();

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(FrameForm.class)
    void call_overEachForm_isEncrypted(FrameForm form) throws Exception {
        String large = "x".repeat(2_000_000);
        try (RpcServer server = server(AUTHORITY.with(AUTHORITY.issue("localhost")));
                RpcClient client =
                        client("localhost", server).tls(AUTHORITY.withNone()).form(form).build()) {
            assertThat(echo(client, "hi")).isEqualTo("hi");
            assertThat(echo(client, large)).isEqualTo(large);
        }
    }

    @Test
    void call_ofAnAddressInTheCertificate_works() throws Exception {
        try (RpcServer server = server(AUTHORITY.with(AUTHORITY.issue("127.0.0.1")));
                RpcClient client = client("127.0.0.1", server).tls(AUTHORITY.withNone()).build()) {
            assertThat(echo(client, "hi")).isEqualTo("hi");
        }
    }

    @Test
    void call_inProcess_isEncryptedToo() throws Exception {
        try (RpcServer server =
                        builder(AUTHORITY.with(AUTHORITY.issue("localhost")))
                                .inProcess("tls")
                                .start();
                RpcClient client =
                        RpcClient.builder("in-process:tls")
                                .tls(AUTHORITY.withNone())
                                .serverName("localhost")
                                .build()) {
            assertThat(echo(client, "hi")).isEqualTo("hi");
            refused(
                    RpcClient.builder("in-process:tls"),
                    "the server speaks TLS only, and the call came in plain bytes (expected: a"
                            + " client with TLS); it was not run; safe to retry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void call_withClientCertificate_passes(String version) throws Exception {
        Tls known = AUTHORITY.with(AUTHORITY.issue("some-client"));
        try (RpcServer server = mutual();
                RpcClient client = client("localhost", server).tls(only(version, known)).build()) {
            assertThat(echo(client, "hi")).isEqualTo("hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void call_withoutClientCertificate_isRefusedAndSafeToRetry(String version) throws Exception {
        try (RpcServer server = mutual()) {
            refused(
                    client("localhost", server).tls(only(version, AUTHORITY.withNone())),
                    refusal(version),
                    "a certificate whose issuer the server trusts); safe to retry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void call_withAStrangersCertificate_isRefusedAndSafeToRetry(String version) throws Exception {
        X509Bundle stranger = Certificates.selfSigned("some-client");
        try (RpcServer server = mutual()) {
            refused(
                    client("localhost", server).tls(only(version, AUTHORITY.with(stranger))),
                    refusal(version),
                    "a certificate whose issuer the server trusts); safe to retry");
        }
    }

    /** In TLS 1.2 newer JDKs say nothing but that the handshake failed. */
    private static String refusal(String version) {
        return version.equals("TLSv1.3")
                ? "it does not accept this client's certificate, or the lack of one: "
                : "certificate";
    }

    @Test
    void call_whoseCertificateIsWanted_passesWithoutOne() throws Exception {
        try (RpcServer server =
                        builder(AUTHORITY.with(AUTHORITY.issue("localhost")))
                                .clientAuth(ClientAuth.WANT)
                                .start();
                RpcClient client = client("localhost", server).tls(AUTHORITY.withNone()).build()) {
            assertThat(echo(client, "hi")).isEqualTo("hi");
        }
    }

    @Test
    void server_withACertificateForAnotherName_isNotCalled() throws Exception {
        try (RpcServer server = server(AUTHORITY.with(AUTHORITY.issue("other.example")))) {
            refused(
                    client("localhost", server).tls(AUTHORITY.withNone()),
                    "its certificate is not for 'localhost': No ",
                    " (expected: one that is, or the name it has as the client's server name);"
                            + " safe to retry");
            refused(
                    client("127.0.0.1", server).tls(AUTHORITY.withNone()),
                    "its certificate is not for '127.0.0.1': No ");
            try (RpcClient told =
                    client("localhost", server)
                            .tls(AUTHORITY.withNone())
                            .serverName("other.example")
                            .build()) {
                assertThat(echo(told, "hi")).isEqualTo("hi");
            }
        }
    }

    @Test
    void server_ofAnotherAuthority_isNotCalled() throws Exception {
        Certificates stranger = new Certificates();
        try (RpcServer server = server(stranger.with(stranger.issue("localhost")))) {
            refused(
                    client("localhost", server).tls(AUTHORITY.withNone()),
                    "its certificate is not trusted: PKIX path building failed",
                    " (expected: its issuer in the client's trust store); safe to retry");
        }
    }

    @Test
    void server_withASelfSignedCertificate_isNotCalled() throws Exception {
        try (RpcServer server = server(AUTHORITY.with(Certificates.selfSigned("localhost")))) {
            refused(
                    client("localhost", server).tls(AUTHORITY.withNone()),
                    "its certificate is not trusted: PKIX path building failed");
        }
    }

    @Test
    void server_withAnExpiredCertificate_isNotCalled() throws Exception {
        try (RpcServer server = server(AUTHORITY.with(AUTHORITY.issueExpired("localhost")))) {
            refused(
                    client("localhost", server).tls(AUTHORITY.withNone()),
                    "its certificate has expired: NotAfter: ",
                    " (expected: a new one); safe to retry");
        }
    }

    @ParameterizedTest
    @EnumSource(FrameForm.class)
    void plainClient_onATlsPort_isToldSo(FrameForm form) throws Exception {
        try (RpcServer server = server(AUTHORITY.with(AUTHORITY.issue("localhost")));
                RpcClient client = client("localhost", server).form(form).build()) {
            assertThatThrownBy(() -> echo(client, "hi"))
                    .isInstanceOf(RpcException.class)
                    .hasMessageContaining(
                            "the server speaks TLS only, and the call came in plain bytes");
            assertThat(entered).hasValue(0);
        }
    }

    @Test
    void plainClientOfOurs_onATlsPort_mayRetry() throws Exception {
        try (RpcServer server = server(AUTHORITY.with(AUTHORITY.issue("localhost")))) {
            refused(client("localhost", server), "the server speaks TLS only");
        }
    }

    @Test
    void plainPeer_thatSendsNoMessageToATlsPort_isLeft() throws Exception {
        try (RpcServer server = server(AUTHORITY.with(AUTHORITY.issue("localhost")));
                RawPeer peer = RawPeer.connect(server.port())) {
            peer.send(
                    "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            assertThat(peer.isAtEnd()).isTrue();
        }
    }

    @Test
    void tlsClient_onAPlainPort_isToldSo() throws Exception {
        try (RpcServer server =
                RpcServer.builder().address("127.0.0.1", 0).service(new EchoHandler()).start()) {
            refused(
                    client("localhost", server).tls(AUTHORITY.withNone()),
                    "it closed the connection in the TLS handshake (expected: TLS at both ends, or"
                            + " at none); safe to retry");
        }
    }

    @Test
    void tlsClient_ofAPlainPeerThatAnswers_isToldSo() throws Exception {
        try (ServerSocket port = RawPeer.listen()) {
            Thread peer = new Thread(() -> answerPlainly(port));
            peer.start();
            refused(
                    RpcClient.builder("localhost:" + port.getLocalPort()).tls(AUTHORITY.withNone()),
                    "it answered a TLS handshake in plain bytes (expected: TLS at both ends, or at"
                            + " none); safe to retry");
            peer.join();
        }
    }

    @Test
    void tlsClient_ofASilentPeer_givesUpInTime() throws Exception {
        try (ServerSocket port = RawPeer.listen()) {
            refused(
                    RpcClient.builder("localhost:" + port.getLocalPort())
                            .tls(AUTHORITY.withNone())
                            .handshakeTimeout(Duration.ofMillis(100)),
                    "its TLS handshake did not end in time: ",
                    " (expected: a server that speaks TLS there, and has time); safe to retry");
        }
    }

    @Test
    void peers_thatDripTheirFirstRecord_areCutAndHoldNothing() throws Exception {
        try (RpcServer server =
                builder(AUTHORITY.with(AUTHORITY.issue("localhost")))
                        .handshakeTimeout(Duration.ofMillis(500))
                        .start()) {
            List<RawPeer> peers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                RawPeer peer = RawPeer.connect(server.port());
                peers.add(peer);
                peer.send("160301ffff0100fffc");
            }
            for (RawPeer peer : peers) {
                peer.drain();
                peer.close();
            }
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
            Leaks.check();
        }
    }

    @Test
    void peer_silentOnATlsPort_isCut() throws Exception {
        try (RpcServer server =
                        builder(AUTHORITY.with(AUTHORITY.issue("localhost")))
                                .handshakeTimeout(Duration.ofMillis(100))
                                .start();
                RawPeer peer = RawPeer.connect(server.port())) {
            assertThat(peer.isAtEnd()).isTrue();
        }
    }

    @Test
    void certificates_thatChange_areTakenByNewConnections() throws Exception {
        AtomicReference<Tls> current =
                new AtomicReference<>(AUTHORITY.with(AUTHORITY.issue("localhost")));
        Certificates next = new Certificates();
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .tls(current::get)
                                .service(new EchoHandler())
                                .start();
                RpcClient old = client("localhost", server).tls(AUTHORITY.withNone()).build();
                RpcClient fresh = client("localhost", server).tls(next.withNone()).build()) {
            assertThat(echo(old, "before")).isEqualTo("before");
            current.set(next.with(next.issue("localhost")));

            assertThat(echo(old, "goes on")).isEqualTo("goes on");
            assertThat(echo(fresh, "new")).isEqualTo("new");
            refused(
                    client("localhost", server).tls(AUTHORITY.withNone()),
                    "its certificate is not trusted: PKIX path ");
        }
    }

    @Test
    void server_stoppingUnderTls_letsCallsEnd() throws Exception {
        RpcServer server = server(AUTHORITY.with(AUTHORITY.issue("localhost")));
        try (RpcClient client =
                client("localhost", server)
                        .tls(AUTHORITY.withNone())
                        .form(FrameForm.FRAMED)
                        .build()) {
            echo(client, "hi");
            Thread stop = new Thread(server::close);
            stop.start();
            stop.join();
            assertThatThrownBy(() -> echo(client, "late"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_SENT));
        }
    }

    @Test
    void tls_ofOldVersions_isRefused() throws Exception {
        SSLContext context = SSLContext.getDefault();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tls(context, List.of("TLSv1.1"), List.of()))
                .withMessage("TLS version: [TLSv1.1] (expected: some of [TLSv1.3, TLSv1.2])");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tls(context, List.of(), List.of("TLS_NONE")))
                .withMessageStartingWith("TLS cipher suite: [TLS_NONE] (expected: some of [");
    }

    private void refused(RpcClientBuilder builder, String... parts) {
        int before = entered.get();
        try (RpcClient client = builder.build()) {
            assertThatThrownBy(() -> echo(client, "hi"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> {
                                assertThat(e.getMessage()).contains(parts);
                                assertThat(e.isSafeToRetry()).isTrue();
                            });
        }
        assertThat(entered).hasValue(before);
    }

    private RpcServer mutual() throws Exception {
        return builder(AUTHORITY.with(AUTHORITY.issue("localhost")))
                .clientAuth(ClientAuth.NEED)
                .start();
    }

    private RpcServer server(Tls tls) {
        return builder(tls).start();
    }

    private RpcServerBuilder builder(Tls tls) {
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .tls(tls)
                .middleware(
                        (next, place) ->
                                call -> {
                                    entered.incrementAndGet();
                                    return next.invoke(call);
                                })
                .service(new EchoHandler());
    }

    private static RpcClientBuilder client(String host, RpcServer server) {
        return RpcClient.builder(host + ':' + server.port());
    }

    private static String echo(RpcClient client, String text) throws Exception {
        return client.proxy(EchoService.Iface.class).echo(new Msg(text)).getMsg();
    }

    private static Tls only(String version, Tls tls) {
        return new Tls(tls.context(), List.of(version), List.of());
    }

    private static void answerPlainly(ServerSocket port) {
        try (RawPeer peer = RawPeer.accept(port)) {
            peer.read(5);
            peer.send("0000000480010002");
            peer.drain();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
