package io.harrier.rpc.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.OurValues;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.Value;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.testing.Allocation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others write, and what nobody may. Texts here have single quotes for double ones. */
final class ThriftJsonReaderTest {
    @Test
    void read_whiteSpaceBetweenAnything_isPassed() {
        String dense = "{'1':{'lst':['i32',2,1,-2]},'2':{'map':['i8','str',1,{'1':'a b'}]}}";
        String loose = dense.replaceAll("([{}\\[\\]:,])", " $1\n\t\r ");

        assertThat(rewritten(loose)).isEqualTo(rewritten(dense)).isEqualTo(dense);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "1, 1",
                "-1.5e-5, -1.5E-5",
                "1e21, 1.0E21",
                "0.10000000000000001, 0.1",
                "'NaN', NaN",
                "'-Infinity', -Infinity",
                "nan, NaN",
                "inf, Infinity",
                "-inf, -Infinity"
            })
    void readDouble_asPeersWriteIt_isTaken(String text, Double value) {
        assertThat(reader(text).readDouble()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'1.5'", "1.5.5", "x", "''", "'", "0x1p3", "1d", "1f", "--1", "true", "'Nan'",
                "INF", "null", "-", "e"
            })
    void readDouble_somethingElse_isRefused(String text) {
        assertThatThrownBy(() -> reader(text + " ").readDouble())
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void readDouble_endlessDigits_areRefused() {
        assertThatThrownBy(() -> reader("1".repeat(401)).readDouble())
                .hasMessage("number: over 400 characters (expected: at most that)");
        assertThat(reader("0".repeat(399) + "1").readDouble()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "9223372036854775807, 9223372036854775807", "007, 7"})
    void readI64_digits_areTaken(String text, long value) {
        assertThat(reader(text).readI64()).isEqualTo(value);
    }

    @Test
    void readI64_least_isTaken() {
        assertThat(reader("-9223372036854775808").readI64()).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "92233720368547758070",
                "1111111111111111111111111",
                "'1'",
                "x",
                "-",
                "+1",
                "- 1",
                "",
                "true"
            })
    void readI64_somethingElse_isRefused(String text) {
        assertThatThrownBy(() -> reader(text).readI64()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void readNumber_outOfRange_isRefusedWithTheRange() {
        assertThatThrownBy(() -> reader("128").readI8())
                .hasMessage("number: 128 (expected: -128..127)");
        assertThatThrownBy(() -> reader("-32769").readI16())
                .hasMessage("number: -32769 (expected: -32768..32767)");
        assertThatThrownBy(() -> reader("2147483648").readI32())
                .hasMessage("number: 2147483648 (expected: -2147483648..2147483647)");
        assertThatThrownBy(() -> reader("2").readBool()).hasMessage("number: 2 (expected: 0..1)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "'\\u0041\\u00e9\\u6F22', Aé漢",
                "'\\ud83d\\uDE80', 🚀",
                "'x\\/y', x/y",
                "'\\u003cb\\u003e', <b>",
                "'漢🚀', 漢🚀"
            })
    void readString_asPeersWriteIt_isTaken(String text, String value) {
        assertThat(reader(text).readString()).isEqualTo(value);
    }

    @Test
    void readString_controlCharacters_areTakenRawToo() {
        assertThat(reader("'\\u0000\u0001\n\u001f'").readString()).isEqualTo("\0\u0001\n\u001f");
    }

    @Test
    void readString_allShortEscapes_areUndone() {
        assertThat(reader("'\\\\ \\/ \\b\\f\\n\\r\\t'").readString()).isEqualTo("\\ / \b\f\n\r\t");
        assertThat(new ThriftJsonReader(utf8("\"\\\"\""), ReadLimits.DEFAULT).readString())
                .isEqualTo("\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'\\ud83d'",
                "'\\ud83dx'",
                "'\\ud83d\\n'",
                "'\\ude80\\ud83d'",
                "'\\ude80'",
                "'\\ud83d\\u0041'",
                "'\\u12'",
                "'\\u12g4'",
                "'\\u+123'",
                "'\\x41'",
                "'\\'",
                "'abc",
                "abc'",
                "1"
            })
    void readString_somethingElse_isRefused(String text) {
        assertThatThrownBy(() -> reader(text).readString()).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "c3", "eda080", "f4908080"})
    void readString_notUtf8_isRefused(String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("22" + hex + "22"));
        assertThatThrownBy(() -> new ThriftJsonReader(in, ReadLimits.DEFAULT).readString())
                .isInstanceOf(ProtocolException.class)
                .hasMessageEndingWith("... (expected: UTF-8)");
    }

    @Test
    void readString_longerThanScratch_losesNothing() {
        for (int length : new int[] {12_287, 12_288, 12_289, 100_000}) {
            String text = "x".repeat(length - 1) + "\\n";
            assertThat(reader("'" + text + "'").readString()).isEqualTo(text.replace("\\n", "\n"));
        }
    }

    @Test
    void readBinary_withAndWithoutPadding_isTheSame() {
        Random random = new Random(1);
        for (int length = 0; length < 100; length++) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            String padded = Base64.getEncoder().encodeToString(value);

            for (String text : List.of(padded, padded.replace("=", ""))) {
                ByteBuffer read = reader("'" + text + "'").readBinary();
                assertThat(read.array()).isEqualTo(value);
            }
        }
    }

    @Test
    void readBinary_escapedSlash_isASlash() {
        assertThat(reader("'\\/\\/\\/\\/'").readBinary().array()).containsExactly(-1, -1, -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'A'", "'AAAAA'", "'=='", "'AA=A'", "'A-_A'", "'AA AA'", "'AAA==='"})
    void readBinary_notBase64_isRefused(String text) {
        assertThatThrownBy(() -> reader(text).readBinary())
                .isInstanceOf(ProtocolException.class)
                .hasMessageEndingWith(" (expected: base64)");
    }

    @Test
    void readUuid_anyCase_isTaken() {
        UUID id = UUID.randomUUID();
        assertThat(reader("'" + id + "'").readUuid()).isEqualTo(id);
        assertThat(reader("'" + id.toString().toUpperCase(java.util.Locale.ROOT) + "'").readUuid())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1-1-1-1-1'", "''", "'00000000-0000-0000-0000-00000000000x'"})
    void readUuid_somethingElse_isRefused(String text) {
        assertThatThrownBy(() -> reader(text).readUuid())
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("uuid: ")
                .hasMessageEndingWith(" (expected: 36 characters, hex digits and hyphens)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "{'1':{'i33':1}};type \"i33\" (expected: tf, i8, i16, i32, i64, dbl, str, uid,"
                        + " rec, lst, set or map)",
                "{'1':{'i32':1};end of message (expected: more JSON)",
                "{'1':{'i32':1},};JSON: '}' (expected: '\"')",
                "{'1':{'i32':1,'i32':2}};JSON: ',' (expected: '}')",
                "{1:{'i32':1}};JSON: '1' (expected: '\"')",
                "{'32768':{'i32':1}};number: 32768 (expected: -32768..32767)",
                "{'1':1};JSON: '1' (expected: '{')",
                "{'1':{'lst':['i32',2,1]}};JSON: ']' (expected: ',')",
                "{'1':{'lst':['i32',1,1,2]}};JSON: ',' (expected: ']')",
                "{'1':{'map':['i32','i8',1,{1:1}]}};JSON: '1' (expected: '\"')",
                "{'1':{'map':['i32','i8',2,{'1':1}]}};JSON: '}' (expected: ',')"
            })
    void readAndSkip_somethingElse_areRefused(String text, String message) {
        for (Reading reading : List.<Reading>of(this::read, this::skip)) {
            assertThatThrownBy(() -> reading.of(json(text), WireTypes.STRUCT))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessage(message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "15;['i32',2147483647,1,1]",
                "15;['rec',100000000,{},{}]",
                "14;['str',-1,'a']",
                "14;['uid',3,'00112233-4455-6677-8899-aabbccddeeff','']",
                "13;['str','str',2147483647,{'a':'b'}]",
                "13;['i8','map',-5,{'1':{}}]",
                "15;['lst',3,['i8',0]]"
            })
    void readAndSkip_sizeBeyondTheBytes_areRefusedWithoutMemory(byte type, String claim) {
        assertThat(
                        Allocation.by(
                                () ->
                                        assertThatThrownBy(() -> read(json(claim), type))
                                                .isInstanceOf(ProtocolException.class)
                                                .hasMessageStartingWith("container size: ")))
                .isLessThan(1 << 20);
        assertThatThrownBy(() -> skip(json(claim), type)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 5, 7, 9, 17, 127, -1, -128})
    void skip_unknownType_isRefused(byte type) {
        assertThatThrownBy(() -> skip(json("''"), type))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("type " + type + " (expected");
    }

    @ParameterizedTest
    @ValueSource(bytes = {WireTypes.STRUCT, WireTypes.MAP, WireTypes.SET, WireTypes.LIST})
    void readAndSkip_deepestLevel_areTaken(byte type) {
        read(json(ThriftJsonNesting.of(type, 64)), type);
        skip(json(ThriftJsonNesting.of(type, 64)), type);
    }

    @ParameterizedTest
    @CsvSource({"12, 65", "13, 65", "14, 65", "15, 65", "12, 10000", "13, 10000", "15, 10000"})
    void readAndSkip_oneLevelDeeper_areRefused(byte type, int levels) {
        for (Reading reading : List.<Reading>of(this::read, this::skip)) {
            assertThatThrownBy(() -> reading.of(json(ThriftJsonNesting.of(type, levels)), type))
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                    .hasMessage("nesting: 65 levels (expected: at most 64)");
        }
    }

    private interface Reading {
        void of(ByteBuf in, byte type);
    }

    private void read(ByteBuf in, byte type) {
        try (ThriftJsonReader reader = new ThriftJsonReader(in, ReadLimits.DEFAULT)) {
            OurValues.read(reader, type);
        }
    }

    private void skip(ByteBuf in, byte type) {
        try (ThriftJsonReader reader = new ThriftJsonReader(in, ReadLimits.DEFAULT)) {
            reader.skip(type);
        }
    }

    private static String rewritten(String text) {
        ThriftJsonProtocol protocol = new ThriftJsonProtocol();
        Value value = OurValues.readStruct(ByteBufUtil.getBytes(json(text)), protocol);
        return new String(OurValues.write(value, protocol), StandardCharsets.UTF_8)
                .replace('"', '\'');
    }

    private static ThriftJsonReader reader(String text) {
        return new ThriftJsonReader(json(text), ReadLimits.DEFAULT);
    }

    private static ByteBuf json(String text) {
        return utf8(text.replace('\'', '"'));
    }

    private static ByteBuf utf8(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
