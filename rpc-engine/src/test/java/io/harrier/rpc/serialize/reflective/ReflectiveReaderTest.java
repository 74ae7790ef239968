package io.harrier.rpc.serialize.reflective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.reflective.PlainTypes.Positive;
import io.harrier.rpc.serialize.reflective.PlainTypes.Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Arguments that other peers write: of other versions, of other types, with other numbers. */
final class ReflectiveReaderTest {
    @Test
    void read_noFields_givesZerosAndNulls() {
        assertThat(read("primitives", "00"))
                .containsExactly(null, false, (byte) 0, (short) 0, 0, 0L, 0.0, 0.0f);
    }

    @Test
    void read_fieldsOfANewerVersion_areSkipped() {
        Object[] arguments = read("positive", "0c0001" + "0b0007000000016108000100000005" + "0000");
        assertThat(arguments).containsExactly(new Positive(5));
    }

    @Test
    void read_fieldOfAnotherType_isRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("positive", "0c0001" + "0b00010000000161" + "0000"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(
                        "positive.value.number (byte 6 of the payload): string (expected: i32)");
    }

    @Test
    void read_elementsOfAnotherType_areRefused() {
        assertThatThrownBy(() -> read("list", "0f0001" + "0800000001" + "00000001" + "00"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("list of i32 (expected: of i64)");
    }

    @Test
    void read_valuesThatAConstructorRefuses_areRefusedWithItsReason() {
        assertThatThrownBy(() -> read("positive", "0c0001" + "080001ffffffff" + "0000"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("positive.value (byte ")
                .hasMessageEndingWith("Positive does not take its fields: a negative number: -1");
    }

    @Test
    void read_unknownEnumNumber_isAbsentInAField() {
        Object[] arguments = read("settings", "0c0001" + "08000400000063" + "0000");
        assertThat(((Settings) arguments[0]).level).isEqualTo(PlainTypes.Level.LOW);
    }

    @Test
    void read_unknownEnumNumber_isRefusedInAContainer() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "containers",
                                        "0d0001"
                                                + "080e00000001"
                                                + "00000063"
                                                + "1000000000"
                                                + "00"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("(expected: one that a constant has)");
    }

    private static Object[] read(String name, String hex) {
        MethodBinding method =
                new ReflectiveBinder()
                        .bind(PlainService.class, PlainService.class).methods().stream()
                                .filter(m -> m.schema().name().equals(name))
                                .findFirst()
                                .orElseThrow();
        ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        try (BinaryReader in = new BinaryReader(bytes, ReadLimits.DEFAULT)) {
            return method.serializer().readArguments(in).toArray();
        }
    }
}
