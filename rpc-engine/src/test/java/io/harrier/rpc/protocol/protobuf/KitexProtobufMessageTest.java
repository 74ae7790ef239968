package io.harrier.rpc.protocol.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Protobuf messages that were captured from stock Kitex. */
final class KitexProtobufMessageTest {
    private static final byte[] ECHO = "echo".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "2, 1, 4", "3, 2, 4"})
    void golden_echo_isReadAndWrittenByteForByte(int line, int type, int sequence)
            throws IOException {
        ByteBuf golden = golden(line);
        ByteBuf ours = Unpooled.buffer();

        KitexProtobufMessage head = KitexProtobufMessage.readHead(golden.slice());
        KitexProtobufMessage.writeHead(ours, type, ECHO, sequence);
        writeMessage(ours, type);

        assertThat(head).isEqualTo(new KitexProtobufMessage(type, "echo", sequence));
        assertThat(readMessage(golden, type)).isEqualTo("hi");
        assertThat(ByteBufUtil.hexDump(ours)).isEqualTo(ByteBufUtil.hexDump(golden));
    }

    @Test
    void golden_exception_isReadAndWrittenByteForByte() throws IOException {
        ByteBuf golden = golden(1);
        ByteBuf ours = Unpooled.buffer();
        ByteBuf in = golden.slice();
        String text = "decode failed, codec msg type not match with protobufCodec";

        KitexProtobufMessage head = KitexProtobufMessage.readHead(in);
        KitexProtobufMessage.writeHead(ours, MessageTypes.EXCEPTION, ECHO, 1);
        new ErrorProto(9, text).write(ours);

        assertThat(head).isEqualTo(new KitexProtobufMessage(MessageTypes.EXCEPTION, "echo", 1));
        assertThat(ErrorProto.read(in)).isEqualTo(new ErrorProto(9, text));
        assertThat(ByteBufUtil.hexDump(ours)).isEqualTo(ByteBufUtil.hexDump(golden));
    }

    @Test
    void error_withoutCodeAndText_isEmpty() {
        ByteBuf out = Unpooled.buffer();

        new ErrorProto(0, "").write(out);

        assertThat(out.readableBytes()).isZero();
        assertThat(ErrorProto.read(out)).isEqualTo(new ErrorProto(0, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "90010001000000046563686f",
                "800100010000000465636865000000010a",
                "90010001000000006563686f00000001",
                "9001000100000100 6563686f00000001",
                "90010001ffffffff6563686f00000001",
                "90010005000000046563686f00000001"
            })
    void readHead_ofSomethingElse_throws(String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));

        assertThatThrownBy(() -> KitexProtobufMessage.readHead(in))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("expected: ");
    }

    @Test
    void writeHead_withoutAName_throws() {
        assertThatThrownBy(
                        () ->
                                KitexProtobufMessage.writeHead(
                                        Unpooled.buffer(), MessageTypes.CALL, new byte[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As arguments or as a reply: what stands around the message is not on the wire. */
    private static void writeMessage(ByteBuf out, int type) {
        try (ProtocolWriter writer = protocol(type).writer(out)) {
            writer.beginStruct();
            writer.field(WireTypes.STRUCT, type == MessageTypes.CALL ? 1 : 0);
            writer.beginStruct();
            writer.plainField(WireTypes.STRING, 1);
            writer.writeString("hi");
            writer.endStruct();
            writer.endStruct();
        }
    }

    private static String readMessage(ByteBuf golden, int type) {
        ByteBuf in = golden.slice();
        KitexProtobufMessage.readHead(in);
        try (ProtocolReader reader = protocol(type).reader(in, ReadLimits.DEFAULT)) {
            reader.beginStruct();
            assertThat(reader.nextField()).isTrue();
            assertThat(reader.fieldId()).isEqualTo(type == MessageTypes.CALL ? 1 : 0);
            reader.expectField(WireTypes.STRUCT);
            reader.beginStruct();
            assertThat(reader.nextField()).isTrue();
            assertThat(reader.fieldId()).isEqualTo(1);
            String value = reader.readString();
            assertThat(reader.nextField()).isFalse();
            reader.endStruct();
            assertThat(reader.nextField()).isFalse();
            reader.endStruct();
            return value;
        }
    }

    private static ProtobufProtocol protocol(int type) {
        return type == MessageTypes.CALL ? ProtobufProtocol.ARGUMENTS : ProtobufProtocol.REPLY;
    }

    /** The messages behind header and length, in the order of the file. */
    private static ByteBuf golden(int line) throws IOException {
        try (InputStream in =
                KitexProtobufMessageTest.class.getResourceAsStream("/golden/kitex.txt")) {
            List<String> all =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .dropWhile(text -> !text.startsWith("# Kitex-PB"))
                            .takeWhile(text -> !text.startsWith("# TTS"))
                            .filter(text -> !text.startsWith("#"))
                            .toList();
            String hex = all.get(line).substring(2);
            return Unpooled.wrappedBuffer(
                    ByteBufUtil.decodeHexDump(hex.substring(hex.lastIndexOf("9001000"))));
        }
    }
}
