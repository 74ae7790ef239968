package io.harrier.rpc.frame.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.testing.Leaks;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each break is reported once, ends the connection's reading and leaves no buffer behind. */
final class BrokenFrameTest {
    private static final String GOOD =
            "0000001e 80010001 00000004 6563686f 00000002 0c0001 0b0001 00000002 6869 00 00";

    @AfterEach
    void checkBuffers() {
        Leaks.check();
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                // no form at all
                Arguments.of("474554202f204854", "first bytes: 474554202f204854"),
                Arguments.of("505249202a204854", "first bytes: 505249202a204854"),
                Arguments.of("0000001e 80020001", "first bytes: 0000001e80020001"),
                Arguments.of("00000004 6563686f", "first bytes: 000000046563686f"),
                // framed
                Arguments.of("ffffffff 80010001", "frame length: -1 (expected: 0..16384000)"),
                Arguments.of("80000000 80010001", "frame length: -2147483648"),
                Arguments.of("7fffffff 80010001", "frame length: 2147483647"),
                Arguments.of("00fa0001 80010001", "frame length: 16384001"),
                Arguments.of("00000000 80010001", "message: 0 bytes (expected: a head"),
                Arguments.of("00000002 80010001", "message: 2 bytes"),
                Arguments.of("0000000b 80010001 00000000 000000", "message: 11 bytes"),
                Arguments.of("0000000c 80010001 00000001 00000000", "message: 12 bytes"),
                Arguments.of("0000000c 80010001 7fffffff 00000000", "method name: 2147483647"),
                Arguments.of("0000000c 80010001 ffffffff 00000000", "method name: -1 bytes"),
                Arguments.of("0000000c 80010001 00010001 00000000", "method name: 65537 bytes"),
                Arguments.of("0000000c 80010000 00000000 00000000", "message type: 0"),
                Arguments.of("0000000c 80010005 00000000 00000000", "message type: 5"),
                Arguments.of("0000000c 80010006 00000000 00000000", "message type: 6"),
                Arguments.of("0000000c 800100ff 00000000 00000000", "message type: 255"),
                // unframed
                Arguments.of("80010001 7fffffff", "method name: 2147483647 bytes"),
                Arguments.of("80010001 ffffffff", "method name: -1 bytes"),
                Arguments.of("80010006 00000000 00000000 00", "message type: 6"),
                Arguments.of("80010000 00000000 00000000 00", "message type: 0"),
                Arguments.of("80010001 00000000 00000000 07 0001", "type 7 (expected"),
                Arguments.of("80010001 00000000 00000000 0b 0001 ffffffff", "size: -1"),
                Arguments.of("80010001 00000000 00000000 0b 0001 7fffffff", "message: over"),
                // TTHeader: head
                Arguments.of("ffffffff 1000 0000 00000007 0001", "TTHeader: 4 header bytes"),
                Arguments.of("80000000 1000 0000 00000007 0001", "frame length: "),
                Arguments.of("7fffffff 1000 0000 00000007 0001", "frame length: 2147483629"),
                Arguments.of("0000000d 1000 0000 00000007 0001", "TTHeader: 4 header bytes"),
                Arguments.of("00000009 1000 0000 00000007 0001", "TTHeader: 4 header bytes"),
                Arguments.of("00000012 1000 0000 00000007 0000 00000000", "TTHeader: 0 header"),
                Arguments.of("0001000e 1000 0000 00000007 4001", "TTHeader: 65540 bytes"),
                Arguments.of("0000000e 1000 0002 00000007 0001", "TTHeader flags: 2"),
                // TTHeader: sections
                Arguments.of(header("00 03 0000"), "TTHeader transforms: 3"),
                Arguments.of(header("00 ff 0000"), "TTHeader transforms: 255"),
                Arguments.of(header("00 00 0200"), "TTHeader info section: 2"),
                Arguments.of(header("00 00 0001"), "TTHeader: a length leads to byte"),
                Arguments.of(header("00 00 01 0001 0001 61"), "TTHeader: a length leads to byte"),
                Arguments.of(header("00 00 01 ffff 000000"), "TTHeader: a length leads to byte"),
                Arguments.of(header("00 00 10 0001 0003 ffff 000000"), "TTHeader: a length leads"),
                Arguments.of(header("00 00 11 ffff 000000"), "TTHeader: a length leads to byte"),
                // TTHeader: payload
                Arguments.of(header("00 00 0000") + "00", "payload behind TTHeader: 00"),
                Arguments.of(header("00 00 0000") + "00000010 9001", "frame length behind"),
                Arguments.of(header("00 00 0000") + "00000010 9002", "payload behind TTHeader"),
                Arguments.of(header("00 00 0000") + "0000000d 80010001", "frame length behind"),
                Arguments.of(header("00 00 0000") + "ffffffff 80010001", "frame length behind"),
                Arguments.of(header("00 00 0000") + "00000001 80010001", "frame length behind"),
                Arguments.of(header("00 00 0000") + "00000004 80010001", "message: 4 bytes"),
                Arguments.of(header("00 00 0000") + "8001", "message: 2 bytes"),
                Arguments.of(
                        header("00 00 0000") + "80010006 00000000 00000000 00", "message type: 6"),
                Arguments.of(
                        header("00 00 01 0001 0006 637263333263 0008 6434633961623139 0000")
                                + "80010001 00000000 00000000 00",
                        "crc32c of the payload: "));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void decode_broken_failsOnceAndReadsNothingAfter(String hex, String message) {
        byte[] bytes = whole(hex);
        try (FedDecoder decoder = new FedDecoder().feed(bytes).feed(GOOD)) {
            assertFailed(decoder, message);
            assertThat(decoder.pendingBytes()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void decode_brokenByteByByte_failsOnceAndReadsNothingAfter(String hex, String message) {
        byte[] bytes = whole(hex);
        try (FedDecoder decoder = new FedDecoder().feedByteByByte(bytes).feed(GOOD)) {
            assertFailed(decoder, message);
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void decode_brokenBehindGoodInOneRead_readsTheGoodOneOnly(String hex, String message) {
        byte[] good = FedDecoder.bytes(GOOD);
        byte[] bad = whole(hex);
        byte[] both = new byte[good.length + bad.length];
        System.arraycopy(good, 0, both, 0, good.length);
        System.arraycopy(bad, 0, both, good.length, bad.length);
        try (FedDecoder decoder = new FedDecoder().feed(both).feed(GOOD)) {
            assertThat(decoder.texts()).containsExactly("FRAMED 0 [] [], CALL echo 2: hi");
            assertThat(decoder.errors).hasSize(1);
            assertThat(decoder.errors.get(0)).hasMessageStartingWith(message);
        }
    }

    @ParameterizedTest
    @MethodSource("otherProtocolIds")
    void decode_otherProtocolId_refusesIt(int id) {
        byte[] bytes =
                whole(header("%02x 00 0000".formatted(id)) + "80010001 00000000 00000000 00");
        try (FedDecoder decoder = new FedDecoder().feed(bytes)) {
            assertFailed(decoder, "TTHeader protocol id: ");
        }
    }

    @Test
    void decode_tooLongBehindHeader_tellsHowToAnswer() {
        try (FedDecoder decoder =
                new FedDecoder().feed("7fffffff 1000 0000 00000007 0001 0000 0000")) {
            BrokenFrameException error = (BrokenFrameException) decoder.errors.get(0);
            assertThat(error.form()).isEqualTo(FrameForm.TTHEADER_FRAMED);
            assertThat(error.sequence()).isEqualTo(7);
            assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 127})
    void decode_badTypeUnframed_tellsHowToAnswer(int type) {
        String hex = "800100%02x 00000000 00000009 00".formatted(type);
        try (FedDecoder decoder = new FedDecoder().feed(hex)) {
            BrokenFrameException error = (BrokenFrameException) decoder.errors.get(0);
            assertThat(error.form()).isEqualTo(FrameForm.UNFRAMED);
            assertThat(error.kind()).isEqualTo(ErrorKind.BAD_REQUEST);
        }
    }

    private static void assertFailed(FedDecoder decoder, String message) {
        assertThat(decoder.frames).isEmpty();
        assertThat(decoder.errors).hasSize(1);
        assertThat(decoder.errors.get(0))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith(message);
    }

    private static IntStream otherProtocolIds() {
        return IntStream.range(5, 256);
    }

    /**
     * A TTHeader of sequence 7 with these bytes from offset 14 on; {@link #whole} adds its length.
     */
    private static String header(String variable) {
        int words = (FedDecoder.bytes(variable).length + 3) / 4;
        String padding = "00".repeat(words * 4 - FedDecoder.bytes(variable).length);
        return "length 1000 0000 00000007 %04x".formatted(words) + variable + padding;
    }

    private static byte[] whole(String hex) {
        if (!hex.startsWith("length")) {
            return FedDecoder.bytes(hex);
        }
        String rest = hex.substring("length".length());
        return FedDecoder.bytes("%08x".formatted(FedDecoder.bytes(rest).length) + rest);
    }
}
