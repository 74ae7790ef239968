package io.harrier.rpc.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.Samples;
import io.harrier.rpc.protocol.Samples.Sample;
import io.harrier.rpc.protocol.Wire;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where messages end, however they arrive. */
final class MessageScannerTest {
    private static final byte[] HEAD = {1, 2, 3};
    private static final byte[] NEXT = {42, 42};
    private static final int MAX_BYTES = 100_000;

    private final MessageScanner scanner = new MessageScanner(MAX_BYTES, 64);

    @Test
    void scan_wholeMessages_findsEachEnd() {
        for (Sample sample : Samples.structs(500)) {
            byte[] bytes = sample.bytes(Wire.BINARY);
            ByteBuf in = Unpooled.wrappedBuffer(NEXT, HEAD, bytes, NEXT);
            in.readerIndex(NEXT.length);

            assertThat(scanner.scan(in, HEAD.length))
                    .as(sample.toString())
                    .isEqualTo(HEAD.length + bytes.length);
        }
    }

    @Test
    void scan_byteByByte_waitsUntilTheLast() {
        for (Sample sample : Samples.smallStructs(300, Wire.BINARY)) {
            ByteBuf in = Unpooled.wrappedBuffer(HEAD, sample.bytes(Wire.BINARY));
            for (int arrived = HEAD.length; arrived < in.capacity(); arrived++) {
                assertThat(scanner.scan(in.writerIndex(arrived), HEAD.length))
                        .as("%s, %d bytes", sample, arrived)
                        .isEqualTo(-1);
            }

            assertThat(scanner.scan(in.writerIndex(in.capacity()), HEAD.length))
                    .as(sample.toString())
                    .isEqualTo(in.capacity());
        }
    }

    @Test
    void scan_oneByteChanged_agreesWithSkip() {
        for (Sample sample : Samples.smallStructs(100, Wire.BINARY)) {
            byte[] bytes = sample.bytes(Wire.BINARY);
            Samples.forEachMutation(
                    bytes,
                    () -> assertThat(end(bytes)).as(sample.toString()).isEqualTo(skipped(bytes)));
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {WireTypes.STRUCT, WireTypes.MAP, WireTypes.SET, WireTypes.LIST})
    void scan_deepestLevel_isTaken(byte type) {
        ByteBuf in = field(type, BinaryNesting.of(type, 63));

        assertThat(scanner.scan(in, 0)).isEqualTo(in.readableBytes());
    }

    @ParameterizedTest
    @CsvSource({"12, 64", "13, 65", "14, 64", "15, 64", "12, 30000", "13, 10000", "15, 10000"})
    void scan_deeper_isRefused(byte type, int levels) {
        assertThatThrownBy(() -> scanner.scan(field(type, BinaryNesting.of(type, levels)), 0))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                .hasMessage("nesting: 65 levels (expected: at most 64)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0b 0001", "0f 0001 08", "0e 0001 0b", "0d 0001 02 02", "0d 0001 0b 08"})
    void scan_negativeSize_isRefused(String before) {
        assertThatThrownBy(() -> scanner.scan(Samples.hex(before + "ffffffff"), 0))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("size: -1 (expected: 0 or more)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0b 0001",
                "0f 0001 02",
                "0f 0001 0a",
                "0f 0001 0b",
                "0f 0001 0c",
                "0e 0001 0d",
                "0d 0001 02 02",
                "0d 0001 0b 02",
                "0d 0001 02 0b",
                "0d 0001 0c 0c",
                "0f 0001 10"
            })
    void scan_sizeThatCannotFit_isRefusedAtOnce(String before) {
        for (String size : new String[] {"7fffffff", "40000000", "000186a0"}) {
            MessageScanner fresh = new MessageScanner(MAX_BYTES, 64);
            assertThatThrownBy(() -> fresh.scan(Samples.hex(before + size), 0))
                    .as(before + size)
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                    .hasMessage("message: over 100000 bytes (expected: at most that)");
        }
    }

    @Test
    void scan_longestMessage_isTaken() {
        ByteBuf in = Unpooled.buffer().writeBytes(Samples.hex("0b 0001 00018698"));
        in.writeZero(MAX_BYTES - 7);

        assertThat(scanner.scan(in, 0)).isEqualTo(MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "05", "07", "09", "11", "7f", "ff"})
    void scan_unknownType_isRefused(String type) {
        for (String before : new String[] {"", "0f 0001", "0d 0001 02"}) {
            MessageScanner fresh = new MessageScanner(MAX_BYTES, 64);
            assertThatThrownBy(() -> fresh.scan(Samples.hex(before + type + "00000001"), 0))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    private static ByteBuf field(byte type, ByteBuf value) {
        return Unpooled.buffer().writeByte(type).writeShort(1).writeBytes(value).writeByte(0);
    }

    /** Where the scanner finds the end; -1 if it is refused, or not there. */
    private static int end(byte[] bytes) {
        try {
            return new MessageScanner(bytes.length, 64).scan(Unpooled.wrappedBuffer(bytes), 0);
        } catch (ProtocolException refused) {
            return -1;
        }
    }

    private static int skipped(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try (BinaryReader reader = new BinaryReader(in, ReadLimits.DEFAULT)) {
            reader.skip(WireTypes.STRUCT);
            return reader.offset();
        } catch (ProtocolException refused) {
            return -1;
        }
    }
}
