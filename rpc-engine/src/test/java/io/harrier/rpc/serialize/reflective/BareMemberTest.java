package io.harrier.rpc.serialize.reflective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcValue;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.idl.ThriftIdl;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Members of unions that are a value and no struct: the unions of Thrift's IDL. */
final class BareMemberTest {
    sealed interface Choice {
        @RpcField(1)
        record Number(@RpcValue int value) implements Choice {}

        @RpcField(value = 2, name = "long_list")
        record LongList(@RpcValue List<Choice> value) implements Choice {}

        @RpcField(3)
        record Inner(@RpcValue Choice value) implements Choice {}

        @RpcField(4)
        record Struct(int one) implements Choice {}

        @RpcField(5)
        record Positive(@RpcValue long value) implements Choice {
            public Positive {
                if (value < 0) {
                    throw new IllegalArgumentException("negative");
                }
            }
        }
    }

    interface Chooses {
        void choose(Choice choice);
    }

    private final ValueSerializer<Choice> serializer =
            new TypeSerializers(SerializerSource.NONE).of(Choice.class);

    @Test
    void schema_ofBareMembers_hasTheirValues() {
        assertThat(ThriftIdl.of(Chooses.class, "demo"))
                .contains(
                        """
                        union Choice {
                            1: i32 number
                            2: list<Choice> long_list
                            3: Choice inner
                            4: Struct struct_
                            5: i64 positive
                        }
                        """);
    }

    @Test
    void write_aBareMember_putsNoStructAroundIt() {
        assertThat(write(new Choice.Number(5))).isEqualTo("080001" + "00000005" + "00");
        assertThat(write(new Choice.Inner(new Choice.Number(5))))
                .isEqualTo("0c0003" + "080001" + "00000005" + "00" + "00");
        assertThat(write(new Choice.Struct(5)))
                .isEqualTo("0c0004" + "080001" + "00000005" + "00" + "00");
    }

    @Test
    void read_whatWasWritten_givesItBack() {
        Choice choice =
                new Choice.LongList(
                        List.of(
                                new Choice.Inner(new Choice.Number(7)),
                                new Choice.LongList(List.of()),
                                new Choice.Struct(1)));
        assertThat(read(write(choice))).isEqualTo(choice);
    }

    @Test
    void read_aValueThatTheRecordRefuses_isRefused() {
        assertThatThrownBy(() -> read("0a0005ffffffffffffffff00"))
                .hasMessage(
                        Choice.Positive.class.getName() + " does not take its fields: negative");
    }

    @Test
    void write_null_namesThePlace() {
        assertThatThrownBy(() -> write(new Choice.Inner(null)))
                .hasMessageStartingWith(".inner: null (expected: a value");
    }

    sealed interface Two {
        @RpcField(1)
        record Both(@RpcValue int one, int two) implements Two {}
    }

    sealed interface Maybe {
        @RpcField(1)
        record Value(@RpcValue Optional<String> value) implements Maybe {}
    }

    record NoMember(@RpcValue int value) {}

    @Test
    void schema_ofWhatIsNoBareMember_saysWhy() {
        assertRefused(
                Two.class, "has @RpcValue on one of 2 components (expected: on the only one)");
        assertRefused(Maybe.class, "java.util.Optional is no type of the wire");
        assertRefused(NoMember.class, "has @RpcValue where it is a struct");
    }

    private static void assertRefused(Class<?> type, String part) {
        assertThatThrownBy(() -> new TypeSerializers(SerializerSource.NONE).of(type))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(part);
    }

    private String write(Choice choice) {
        ByteBuf bytes = Unpooled.buffer();
        try (BinaryWriter out = new BinaryWriter(bytes)) {
            serializer.write(choice, out);
        }
        return ByteBufUtil.hexDump(bytes);
    }

    private Choice read(String hex) {
        ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        try (BinaryReader in = new BinaryReader(bytes, ReadLimits.DEFAULT)) {
            return serializer.read(in);
        }
    }
}
