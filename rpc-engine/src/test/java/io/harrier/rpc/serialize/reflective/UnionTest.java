package io.harrier.rpc.serialize.reflective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.annotated.AnnotatedService;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sealed interfaces: a struct of one field, as Thrift's unions are. */
final class UnionTest {
    sealed interface Shape permits Square, Circle, Group {}

    @RpcField(2)
    record Square(int side) implements Shape {}

    @RpcField(1)
    record Circle(int radius) implements Shape {}

    @RpcField(7)
    record Group(List<Shape> shapes) implements Shape {}

    interface Draws {
        void draw(Shape shape);
    }

    private final ValueSerializer<Shape> serializer =
            new TypeSerializers(SerializerSource.NONE).of(Shape.class);

    @Test
    void schema_ofASealedInterface_isAUnionOfItsClassesById() {
        StructSchema shape =
                AnnotatedService.of(Draws.class)
                        .schema()
                        .methods()
                        .get(0)
                        .arguments()
                        .field(1)
                        .type()
                        .struct();

        assertThat(shape.kind()).isEqualTo(StructSchema.Kind.UNION);
        assertThat(shape.fields().stream().map(FieldSchema::id)).containsExactly(1, 2, 7);
        assertThat(shape.fields().stream().map(FieldSchema::name))
                .containsExactly("circle", "square", "group");
    }

    @Test
    void write_aMember_isTheOnlyFieldOfAStruct() {
        assertThat(write(new Square(5))).isEqualTo("0c0002" + "08000100000005" + "00" + "00");
    }

    @Test
    void read_whatWasWritten_givesItBack() {
        Shape shape = new Group(List.of(new Circle(1), new Group(List.of()), new Square(2)));
        assertThat(read(write(shape))).isEqualTo(shape);
    }

    @Test
    void read_noneOrTwoMembers_isRefused() {
        assertThatThrownBy(() -> read("0800090000000100"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(
                        Shape.class.getName()
                                + " without a known member (expected: exactly one of 1 circle, 2"
                                + " square, 7 group)");
        assertThatThrownBy(() -> read("0c0001000c00020000"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("with a second member, field 2 (expected: exactly one of");
    }

    @Test
    void write_aBadValueInside_namesThePlace() {
        Shape shape = new Group(Arrays.asList(new Circle(1), null));
        assertThatThrownBy(() -> write(shape)).hasMessageStartingWith(".group.shapes[1]: null (");
    }

    sealed interface NoIds permits NoId {}

    record NoId(int one) implements NoIds {}

    sealed interface Open permits Opened {}

    @RpcField(1)
    static non-sealed class Opened implements Open {}

    sealed interface Twice permits One, Other {}

    @RpcField(1)
    record One() implements Twice {}

    @RpcField(1)
    record Other() implements Twice {}

    sealed interface Generic<T> permits Only {}

    @RpcField(1)
    record Only(int one) implements Generic<String> {}

    @RpcField(0)
    record Zero() implements Zeros {}

    sealed interface Zeros permits Zero {}

    @Test
    void schema_ofWhatIsNoUnion_saysWhy() {
        assertRefused(NoIds.class, "NoIds, has no field id (expected: @RpcField(1..32767))");
        assertRefused(Open.class, "is no member of a union (expected: a record or a final class)");
        assertRefused(Twice.class, "Twice gives a field id twice (expected: one each)");
        assertRefused(Generic.class, "is a union with type parameters (expected: one without)");
        assertRefused(Zeros.class, "has field id 0 (expected: 1..32767)");
    }

    private static void assertRefused(Class<?> type, String part) {
        assertThatThrownBy(() -> new TypeSerializers(SerializerSource.NONE).of(type))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(part);
    }

    private String write(Shape shape) {
        ByteBuf bytes = Unpooled.buffer();
        try (BinaryWriter out = new BinaryWriter(bytes)) {
            serializer.write(shape, out);
        }
        return ByteBufUtil.hexDump(bytes);
    }

    private Shape read(String hex) {
        ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        try (BinaryReader in = new BinaryReader(bytes, ReadLimits.DEFAULT)) {
            return serializer.read(in);
        }
    }
}
