package io.harrier.rpc.protocol.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Samples;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where compact messages end, and which have no end. */
final class CompactMessageScannerTest {
    private static final String HEAD = "82 21 01 00";
    private static final int MAX_BYTES = 100_000;

    private final CompactMessageScanner scanner = new CompactMessageScanner(MAX_BYTES, 100, 64);

    @ParameterizedTest
    @ValueSource(bytes = {WireTypes.STRUCT, WireTypes.MAP, WireTypes.SET, WireTypes.LIST})
    void scan_deepestLevel_isTaken(byte type) {
        ByteBuf in = message(type, CompactNesting.of(type, 63));

        assertThat(scanner.scan(in)).isEqualTo(in.readableBytes());
    }

    @ParameterizedTest
    @CsvSource({"12, 64", "13, 65", "14, 64", "15, 64", "12, 30000", "13, 10000", "15, 30000"})
    void scan_deeper_isRefused(byte type, int levels) {
        ByteBuf in = message(type, CompactNesting.of(type, levels));

        assertThatThrownBy(() -> scanner.scan(in))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                .hasMessage("nesting: 65 levels (expected: at most 64)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18", "19 f5", "1a f1", "1b"})
    void scan_negativeSize_isRefused(String before) {
        ByteBuf in = Samples.hex(HEAD + before + "ffffffff0f" + "55");

        assertThatThrownBy(() -> scanner.scan(in))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("size: -1 (expected: 0 or more)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18 %s", "19 f3 %s", "19 f8 %s", "1a fc %s", "1b %s 55", "1b %s 33"})
    void scan_sizeThatCannotFit_isRefusedAtOnce(String value) {
        for (String size : new String[] {"ffffffff07", "8080808004", "a18d06"}) {
            CompactMessageScanner fresh = new CompactMessageScanner(MAX_BYTES, 100, 64);
            assertThatThrownBy(() -> fresh.scan(Samples.hex(HEAD + value.formatted(size))))
                    .as(value + size)
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                    .hasMessage("message: over 100000 bytes (expected: at most that)");
        }
    }

    @Test
    void scan_longestMessage_isTaken() {
        ByteBuf in = Unpooled.buffer().writeBytes(Samples.hex(HEAD + "18 978d06"));
        in.writeZero(MAX_BYTES - in.readableBytes());

        assertThat(scanner.scan(in)).isEqualTo(MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "1e", "1f", "19 20", "19 0e", "1b 01 0c", "1b 01 c0", "1b 01 fc"})
    void scan_unknownType_isRefused(String value) {
        assertThatThrownBy(() -> scanner.scan(Samples.hex(HEAD + value + "00000000")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("compact type ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15 808080808000", "16 8080808080808080808000", "05 808080808000"})
    void scan_varintWithoutAnEnd_isRefused(String value) {
        assertThatThrownBy(() -> scanner.scan(Samples.hex(HEAD + value)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("varint: over ");
    }

    private static ByteBuf message(byte type, ByteBuf value) {
        return Unpooled.buffer()
                .writeBytes(Samples.hex(HEAD))
                .writeByte(1 << 4 | CompactTypes.of(type))
                .writeBytes(value)
                .writeByte(0);
    }
}
