package io.harrier.rpc.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where JSON messages end, and which have no end. Single quotes stand for double ones. */
final class ThriftJsonMessageScannerTest {
    private static final int MAX_BYTES = 100_000;

    private final ThriftJsonMessageScanner scanner = new ThriftJsonMessageScanner(MAX_BYTES, 64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1,'e',1,0,{}]",
                "\r\n [1,'e',1,0,{}]",
                "['][}{',{}]",
                "['\\'],[',{'a':[{}]}]",
                "['\\\\']",
                "['\\u005d\\\\\\']']"
            })
    void scan_wholeMessage_endsAtTheBracketOfItsFirst(String text) {
        ByteBuf in = json(text.replace("\\'", "\\\"") + "[");

        assertThat(scanner.scan(in)).isEqualTo(in.readableBytes() - 1);
        assertThat(scanner.scan(in)).isEqualTo(in.readableBytes() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "]", "1", "'x'", "x", " {", "\u0000[]"})
    void scan_somethingElse_isRefused(String text) {
        assertThatThrownBy(() -> scanner.scan(json(text))).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "[};bracket: '}' (expected: ']')",
                "[{];bracket: ']' (expected: '}')",
                "];bracket: ']' (expected: '[')"
            })
    void scan_wrongBracket_isRefused(String text, String message) {
        assertThatThrownBy(() -> scanner.scan(json(text)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(bytes = {WireTypes.STRUCT, WireTypes.MAP, WireTypes.SET, WireTypes.LIST})
    void scan_deepestLevel_isTaken(byte type) {
        String field = ThriftJsonTypes.name(type) + "':" + ThriftJsonNesting.of(type, 63);
        ByteBuf in = json("[1,'e',1,0,{'1':{'" + field + "}}]");

        assertThat(scanner.scan(in)).isEqualTo(in.readableBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {130, 10_000})
    void scan_deeper_isRefused(int brackets) {
        assertThatThrownBy(() -> scanner.scan(json("[".repeat(brackets))))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                .hasMessage("brackets: 130 inside each other (expected: at most 129)");
    }

    @Test
    void scan_longestMessage_isTaken() {
        ByteBuf in = json("['" + "x".repeat(MAX_BYTES - 4) + "']");

        assertThat(scanner.scan(in)).isEqualTo(MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", " ", "['", "['\\"})
    void scan_longer_isRefused(String begin) {
        assertThatThrownBy(() -> scanner.scan(json(begin + " ".repeat(MAX_BYTES))))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                .hasMessage("message: over 100000 bytes (expected: at most that)");
    }

    private static ByteBuf json(String text) {
        return Unpooled.copiedBuffer(text.replace('\'', '"'), StandardCharsets.UTF_8);
    }
}
