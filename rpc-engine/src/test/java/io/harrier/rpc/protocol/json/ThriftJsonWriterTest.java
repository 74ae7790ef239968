package io.harrier.rpc.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text, one thing at a time. */
final class ThriftJsonWriterTest {
    @Test
    void field_isIdTypeAndValue() {
        assertThat(
                        written(
                                out -> {
                                    out.beginStruct();
                                    out.field(WireTypes.BOOL, 1);
                                    out.writeBool(true);
                                    out.field(WireTypes.UUID, -2);
                                    out.writeUuid(new UUID(0, 10));
                                    out.field(WireTypes.STRUCT, 3);
                                    out.beginStruct();
                                    out.endStruct();
                                    out.endStruct();
                                }))
                .isEqualTo(
                        "{'1':{'tf':1},'-2':{'uid':'00000000-0000-0000-0000-00000000000a'},"
                                + "'3':{'rec':{}}}");
    }

    @Test
    void elements_standBehindTypeAndCount() {
        assertThat(
                        written(
                                out -> {
                                    out.beginElements(WireTypes.LIST, WireTypes.I64, 2);
                                    out.writeI64(Long.MIN_VALUE);
                                    out.writeI64(7);
                                    out.endElements();
                                }))
                .isEqualTo("['i64',2,-9223372036854775808,7]");
    }

    @Test
    void entries_haveNumbersInQuotesAsKeys() {
        assertThat(
                        written(
                                out -> {
                                    out.beginEntries(WireTypes.I16, WireTypes.I8, 2);
                                    out.writeI16((short) 1);
                                    out.writeI8((byte) 2);
                                    out.writeI16((short) 3);
                                    out.writeI8((byte) 4);
                                    out.endEntries();
                                }))
                .isEqualTo("['i16','i8',2,{'1':2,'3':4}]");
    }

    /** No JSON any more, but what Thrift writes. */
    @Test
    void entries_listsAsKeys_haveNumbersWithoutQuotes() {
        assertThat(
                        written(
                                out -> {
                                    out.beginEntries(WireTypes.SET, WireTypes.STRING, 1);
                                    out.beginElements(WireTypes.SET, WireTypes.I8, 1);
                                    out.writeI8((byte) 2);
                                    out.endElements();
                                    out.writeString("x");
                                    out.endEntries();
                                }))
                .isEqualTo("['set','str',1,{['i8',1,2]:'x'}]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "1.5, 1.5",
                "1e7, 1.0E7",
                "-0.0, -0.0",
                "NaN, 'NaN'",
                "Infinity, 'Infinity'",
                "-Infinity, '-Infinity'"
            })
    void writeDouble_isAsJavaPrintsIt(double value, String text) {
        assertThat(written(out -> out.writeDouble(value))).isEqualTo(text);
    }

    @Test
    void writeString_allOfAscii_escapesAsLibthriftDoes() throws TException {
        StringBuilder ascii = new StringBuilder();
        for (char c = 0; c < 0x80; c++) {
            ascii.append(c);
        }
        TMemoryBuffer theirs = new TMemoryBuffer(512);
        new TJSONProtocol(theirs).writeString(ascii.toString());

        assertThat(raw(out -> out.writeString(ascii.toString())))
                .isEqualTo(theirs.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writeString_escapeInALongText_losesNothing() {
        String text = "漢".repeat(5_000) + "\"" + "🚀".repeat(5_000) + "\n\ud83d";

        assertThat(raw(out -> out.writeString(text)))
                .isEqualTo('"' + "漢".repeat(5_000) + "\\\"" + "🚀".repeat(5_000) + "\\n?" + '"');
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, AA", "2, AAE", "3, AAEC", "4, AAECAw"})
    void writeBinary_isBase64WithoutPadding(int length, String text) {
        ByteBuffer value = ByteBuffer.wrap(new byte[] {9, 0, 1, 2, 3, 9}).position(1);
        value.limit(1 + length);

        assertThat(written(out -> out.writeBinary(value))).isEqualTo("'" + text + "'");
        assertThat(value.position()).isEqualTo(1);
    }

    @Test
    void field_unknownType_isRefused() {
        assertThatThrownBy(
                        () ->
                                written(
                                        out -> {
                                            out.beginStruct();
                                            out.field((byte) 7, 1);
                                        }))
                .hasMessage("type 7 (expected: one of 2, 3, 4, 6, 8, 10..16)");
    }

    /** With single quotes, which read better here. */
    private static String written(Consumer<ThriftJsonWriter> writing) {
        return raw(writing).replace('"', '\'');
    }

    private static String raw(Consumer<ThriftJsonWriter> writing) {
        ByteBuf bytes = Unpooled.buffer();
        try (ThriftJsonWriter out = new ThriftJsonWriter(bytes)) {
            writing.accept(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
