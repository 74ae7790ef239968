package io.harrier.rpc.protocol.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageHead;
import io.harrier.rpc.protocol.Samples;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads, byte by byte. */
final class CompactMessageTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 82 21 01 04 6563686f",
        "2, 300, 82 41 ac02 04 6563686f",
        "3, -1, 82 61 ffffffff0f 04 6563686f",
        "4, 0, 82 81 00 04 6563686f"
    })
    void writeAndReadHead_giveTheseBytesAndBack(int type, int sequence, String hex) {
        ByteBuf out = Unpooled.buffer();
        CompactMessage.writeHead(out, type, "echo".getBytes(StandardCharsets.UTF_8), sequence);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex.replace(" ", ""));
        assertThat(CompactMessage.readHead(out, 4, new MessageHead()))
                .hasToString(new MessageHead().of(type, "echo", sequence).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "8001 0001 00, 'first bytes: 8001 (expected: 82, then 21, 41, 61 or 81)'",
        "8222 01 00, 'first bytes: 8222 (expected: 82, then 21, 41, 61 or 81)'",
        "8201 01 00, message type: 0 (expected: 1..4)",
        "82a1 01 00, message type: 5 (expected: 1..4)",
        "8221 01 05 6161616161, method name: 5 bytes (expected: 0..4)",
        "8221 01 ffffffff0f, method name: -1 bytes (expected: 0..4)",
        "8221 ffffffffff01 00, varint: over 5 bytes (expected: at most that)",
        "8221 01, 'message: 3 bytes (expected: a head, at least 4)'"
    })
    void readHead_somethingElse_isRefused(String hex, String message) {
        assertThatThrownBy(() -> CompactMessage.readHead(Samples.hex(hex), 4, new MessageHead()))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8221", "8241", "8261", "8281"})
    void begins_itsMagic_isTrue(String hex) {
        assertThat(CompactMessage.begins(Samples.hex(hex), 0)).isTrue();
    }

    @Test
    void begins_otherBytes_isFalse() {
        for (String other : new String[] {"8001", "8220", "8222", "5b31", "ffaf", "0221"}) {
            assertThat(CompactMessage.begins(Samples.hex(other), 0)).as(other).isFalse();
        }
    }
}
