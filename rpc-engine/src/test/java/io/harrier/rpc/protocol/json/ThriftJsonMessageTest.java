package io.harrier.rpc.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads and tails, sign by sign. Texts here have single quotes for double ones. */
final class ThriftJsonMessageTest {
    @Test
    void writeAndReadHead_giveThisTextAndBack() {
        ByteBuf out = Unpooled.buffer();
        ThriftJsonMessage.writeHead(out, 2, "e\"\n漢".getBytes(StandardCharsets.UTF_8), -7);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[1,\"e\\\"\\n漢\",2,-7,");
        assertThat(ThriftJsonMessage.readHead(out, 100, new MessageHead()))
                .hasToString(new MessageHead().of(2, "e\"\n漢", -7).toString());
    }

    @Test
    void readHead_whiteSpaceAnywhere_isPassed() {
        ByteBuf in = json(" [ 1 , 'echo' , 1 ,\n 5 , {} ] ");

        assertThat(ThriftJsonMessage.readHead(in, 4, new MessageHead()))
                .hasToString(new MessageHead().of(1, "echo", 5).toString());
        ThriftJsonMessage.cutTail(in);
        assertThat(in.toString(StandardCharsets.UTF_8)).isEqualTo(" {} ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "{1,'e',1,0,;JSON: '{' (expected: '[')",
                "[2,'e',1,0,;number: 2 (expected: 1..1)",
                "[1,'echos',1,0,;method name: 5 bytes (expected: 0..4)",
                "[1,'e',0,0,;message type: 0 (expected: 1..4)",
                "[1,'e',5,0,;message type: 5 (expected: 1..4)",
                "[1,'e',1,2147483648,;number: 2147483648 (expected: -2147483648..2147483647)",
                "[1,'e',1,'0',;JSON: '\"' (expected: a digit)",
                "[1,'e',1,0];JSON: ']' (expected: ',')",
                "[1,'e;end of message: in a string (expected: its last quote)"
            })
    void readHead_somethingElse_isRefused(String text, String message) {
        assertThatThrownBy(() -> ThriftJsonMessage.readHead(json(text), 4, new MessageHead()))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "]x"})
    void cutTail_noneThere_isRefused(String text) {
        assertThatThrownBy(() -> ThriftJsonMessage.cutTail(json(text)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("end of message: no ']' (expected: one behind the struct)");
    }

    @Test
    void begins_fourBytes_tell() {
        assertThat(ThriftJsonMessage.begins(json("[1,'echo'"), 0)).isTrue();
        assertThat(ThriftJsonMessage.begins(json("[1, 'echo'"), 0)).isFalse();
        assertThat(ThriftJsonMessage.begins(json("[2,'echo'"), 0)).isFalse();
    }

    private static ByteBuf json(String text) {
        return Unpooled.copiedBuffer(text.replace('\'', '"'), StandardCharsets.UTF_8);
    }
}
