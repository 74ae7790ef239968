package io.harrier.rpc.server;

import static io.harrier.rpc.testing.EchoFrames.ascii;
import static io.harrier.rpc.testing.EchoFrames.call;
import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.hex;
import static io.harrier.rpc.testing.EchoFrames.integer;
import static io.harrier.rpc.testing.EchoFrames.message;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.strings;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server puts on the wire for what comes from it, byte by byte. */
class ServerWireTest {
    private final EchoHandler handler = new EchoHandler();
    private RpcServer server;
    private RawPeer peer;

    @BeforeEach
    void start() throws IOException {
        server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .maxFrameBytes(1 << 20)
                        .service(handler)
                        .start();
        peer = RawPeer.connect(server.port());
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
        Leaks.check();
    }

    @Test
    void plainRequests_slowThenFast_areAnsweredInTheirOrder() throws IOException {
        peer.send(framed(call("slow", 1, "100")) + framed(call("echo", 2, "hi")));

        assertThat(peer.readFrameHex()).isEqualTo(framed(reply("slow", 1, "100")));
        assertThat(peer.readFrameHex()).isEqualTo(framed(reply("echo", 2, "hi")));
    }

    @Test
    void plainRequests_ofMixedForms_areAnsweredEachInItsForm() throws IOException {
        peer.send(call("echo", 0, "a") + framed(call("echo", 0, "b")) + call("echo", 0, "c"));

        String expected =
                reply("echo", 0, "a") + framed(reply("echo", 0, "b")) + reply("echo", 0, "c");
        assertThat(peer.read(expected.length() / 2)).isEqualTo(expected);
    }

    @Test
    void multiplexedRequests_slowThenFast_mayOvertake() throws IOException {
        peer.send(
                withHeader(1, 1, "", framed(call("slow", 1, "200")))
                        + withHeader(1, 2, "", framed(call("echo", 2, "hi"))));

        assertThat(peer.readFrameHex()).endsWith(framed(reply("echo", 2, "hi")));
        assertThat(peer.readFrameHex()).endsWith(framed(reply("slow", 1, "200")));
    }

    @Test
    void request_withDifferentIds_isAnsweredWithThePayloads() throws IOException {
        peer.send(withHeader(0, 5, "", framed(call("echo", 7, "hi"))));

        assertThat(peer.readFrameHex())
                .contains("10000000" + hex(7))
                .endsWith(framed(reply("echo", 7, "hi")));
    }

    @Test
    void greeting_isReturnedToThoseWhoGreet() throws IOException {
        peer.send(withHeader(0, 1, strings("hr", "1"), framed(call("echo", 1, "hi"))));
        assertThat(peer.readFrameHex()).contains(ascii("hr") + "000131");

        peer.send(withHeader(0, 2, strings("isn", "EchoService"), framed(call("echo", 2, "hi"))));
        assertThat(peer.readFrameHex()).doesNotContain(ascii("hr"));
    }

    @Test
    void codec_ofAStockClient_meansNothing() throws IOException {
        peer.send(
                withHeader(
                        0,
                        1,
                        strings("codec", "xml", "generic", "x"),
                        framed(call("echo", 1, "hi"))));

        assertThat(peer.readFrameHex())
                .doesNotContain(ascii("codec"))
                .endsWith(framed(reply("echo", 1, "hi")));
    }

    @Test
    void codec_ofAHarrierClient_isThatOfTheReplyToo() throws IOException {
        peer.send(withHeader(0, 1, strings("hr", "1"), framed(call("echo", 1, "hi"))));
        peer.readFrameHex();
        peer.send(
                "00000066 1000 0001 00000002 000d 0000 01 0003"
                        + "  0003 69736e 000b 4563686f53657276696365"
                        + "  0007 67656e65726963 0004 6a736f6e 0005 636f646563 0004 6a736f6e 00"
                        + "00000024 80010001 00000004 6563686f 00000002"
                        + "7b22726571223a7b226d7367223a226869227d7d");

        assertThat(peer.readFrameHex())
                .contains(ascii("codec") + "0004" + ascii("json"))
                .endsWith(framed(message(2, "echo", 2, ascii("{\"success\":{\"msg\":\"hi\"}}"))));
    }

    @Test
    void ping_isEchoed() throws IOException {
        String ping = withHeader(0, 0, strings("hr", "ping"), "");
        peer.send(ping);

        assertThat(peer.readFrameHex()).isEqualTo(ping);
    }

    @Test
    void meshHeader_isPassedOverAndNotReturned() throws IOException {
        peer.send("ffaf000a 0001 0003 6b6579 0001 76" + framed(call("echo", 3, "hi")));

        assertThat(peer.readFrameHex()).isEqualTo(framed(reply("echo", 3, "hi")));
    }

    @Test
    void oneway_isNotAnsweredAndTheConnectionStays() throws IOException {
        peer.send(
                framed(call("visit", 1, "x").replaceFirst("80010001", "80010004"))
                        + framed(call("echo", 2, "hi")));

        assertThat(peer.readFrameHex()).isEqualTo(framed(reply("echo", 2, "hi")));
        assertThat(handler.visits()).isBetween(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"474554202f20485454502f312e310d0a", "0000002080410001", "ffffffffffffffff"})
    void garbage_closesItsConnectionAndNoOther(String bytes) throws IOException {
        peer.send(bytes);
        assertThat(peer.isAtEnd()).isTrue();

        try (RawPeer other = RawPeer.connect(server.port())) {
            other.send(framed(call("echo", 1, "hi")));
            assertThat(other.readFrameHex()).isEqualTo(framed(reply("echo", 1, "hi")));
        }
    }

    @Test
    void frame_overTheLimit_isAnsweredBeforeTheConnectionCloses() throws IOException {
        peer.send(hex((1 << 20) + 1) + call("echo", 1, "hi"));

        String answer = peer.readFrameHex();
        assertThat(answer)
                .contains("80010003")
                .contains(ascii("frame length: 1048577 (expected: 0..1048576)"));
        assertThat(answer).endsWith("080002" + hex(7) + "00");
        assertThat(peer.isAtEnd()).isTrue();
    }

    @Test
    void unknownInfoSection_isAnsweredWithCloseAndTheConnectionCloses() throws IOException {
        peer.send(withHeader(0, 9, "770000", framed(call("echo", 9, "hi"))));

        assertThat(peer.readFrameHex())
                .contains(ascii("crrst"))
                .contains(ascii("info section: 119"));
        assertThat(peer.isAtEnd()).isTrue();
    }

    @Test
    void arguments_unreadable_areAnsweredWithThePathAndTheConnectionStays() throws IOException {
        String tooLong = "0c0001" + "0b0001" + hex(1000) + ascii("hi") + "0000";
        peer.send(framed("80010001" + hex(4) + ascii("echo") + hex(4) + tooLong));

        assertThat(peer.readFrameHex())
                .contains(ascii("echo.req.msg"))
                .contains(ascii("string length: 1000"))
                .endsWith("080002" + hex(7) + "00");
        peer.send(framed(call("echo", 5, "hi")));
        assertThat(peer.readFrameHex()).isEqualTo(framed(reply("echo", 5, "hi")));
    }

    @Test
    void unknownMethod_isAnsweredWithCode1AndTheConnectionStays() throws IOException {
        peer.send(framed(call("nosuch", 4, "hi")));
        assertThat(peer.readFrameHex())
                .contains(ascii("unknown method nosuch"))
                .endsWith("080002" + hex(1) + "00");

        peer.send(withHeader(0, 5, strings("isn", "Other"), framed(call("nosuch", 5, "hi"))));
        assertThat(peer.readFrameHex())
                .contains(ascii("unknown service Other"))
                .endsWith("080002" + hex(20) + "00");
    }

    @Test
    void multiplexedName_ofAnUnknownService_isRefused() throws IOException {
        peer.send(framed(call("Nobody:echo", 4, "hi")));
        assertThat(peer.readFrameHex()).contains(ascii("unknown service Nobody"));

        peer.send(framed(call("EchoService:echo", 5, "hi")));
        assertThat(peer.readFrameHex()).isEqualTo(framed(reply("echo", 5, "hi")));
    }

    @Test
    void bizStatus_withoutHeader_isAnException() throws IOException {
        peer.send(framed(call("biz", 6, "hi")));

        assertThat(peer.readFrameHex())
                .contains(ascii("biz status 4001: no such user"))
                .endsWith("080002" + hex(6) + "00");
    }

    @Test
    void wrongChecksum_isRefused() throws IOException {
        peer.send(withHeader(0, 1, strings("crc32c", "00000000"), framed(call("echo", 1, "hi"))));

        assertThat(peer.readFrameHex()).contains(ascii("crc32c"));
        assertThat(peer.isAtEnd()).isTrue();
    }

    @Test
    void timeoutKey_reachesTheHandler() throws IOException {
        peer.send(
                withHeader(
                        0,
                        1,
                        integer(12, "800"),
                        framed("80010001" + hex(9) + ascii("remaining") + hex(1) + "00")));

        String answer = peer.readFrameHex();
        String millis = answer.substring(answer.length() - 18, answer.length() - 2);
        assertThat(Long.parseLong(millis, 16)).isBetween(1L, 800L);
    }
}
