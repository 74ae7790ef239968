package io.harrier.rpc.schema.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import io.harrier.rpc.idl.pbecho.AllTypes;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DescriptorSchemasTest {
    private final StructSchema all = new DescriptorSchemas().struct(AllTypes.getDescriptor());

    @Test
    void struct_ofAGeneratedClass_hasItsFields() {
        assertThat(all.name()).isEqualTo("AllTypes");
        assertThat(all.fields())
                .extracting(field -> field.id() + " " + field.name() + " " + field.type().kind())
                .startsWith("1 yes BOOL", "2 number I32", "3 large I64", "4 ratio DOUBLE")
                .contains("6 data BINARY", "7 color ENUM", "8 message STRUCT", "12 counts MAP")
                .endsWith("100 zigzag I32", "101 chosen STRUCT", "300 fixed I64");
    }

    @Test
    void struct_containersAndItself() {
        assertThat(all.field(9).type().element().kind()).isEqualTo(Kind.I32);
        assertThat(all.field(13).type().key().kind()).isEqualTo(Kind.I32);
        assertThat(all.field(13).type().element().struct().name()).isEqualTo("Msg");
        assertThat(all.field(17).type().struct()).isSameAs(all);
        assertThat(all.field(7).type().enumeration().constants())
                .containsEntry("DARK_BLUE", 70_000);
    }

    @Test
    void field_withoutPresence_hasAZero() {
        assertThat(all.field(2))
                .extracting(FieldSchema::requiredness, FieldSchema::defaultValue)
                .containsExactly(Requiredness.DEFAULT, 0);
        assertThat(all.field(5).defaultValue()).isEqualTo("");
        assertThat(all.field(6).defaultValue()).isEqualTo(ByteBuffer.allocate(0));
        assertThat(all.field(7).defaultValue()).isEqualTo(0);
        assertThat(all.field(14))
                .extracting(FieldSchema::requiredness, FieldSchema::defaultValue)
                .containsExactly(Requiredness.OPTIONAL, null);
    }

    @Test
    void field_whatTheModelHasNoWordFor_standsInTheNotes() {
        assertThat(all.field(100).notes().annotations())
                .containsEntry(DescriptorSchemas.TYPE, "sint32")
                .containsEntry(DescriptorSchemas.ONEOF, "choice");
        assertThat(all.field(300).notes().annotations())
                .containsEntry(DescriptorSchemas.TYPE, "fixed64");
        assertThat(all.field(14).notes().annotations()).isEmpty();
    }

    @Test
    void method_thatMayRunTwice_saysSo() throws IOException {
        DescriptorProtos.MethodDescriptorProto.Builder plain =
                DescriptorProtos.MethodDescriptorProto.newBuilder()
                        .setInputType("M")
                        .setOutputType("M");
        DescriptorProtos.MethodOptions.Builder options =
                DescriptorProtos.MethodOptions.newBuilder();
        FileDescriptorProto file =
                FileDescriptorProto.newBuilder()
                        .setName("a.proto")
                        .addMessageType(DescriptorProto.newBuilder().setName("M"))
                        .addService(
                                DescriptorProtos.ServiceDescriptorProto.newBuilder()
                                        .setName("S")
                                        .addMethod(plain.clone().setName("put"))
                                        .addMethod(
                                                plain.clone()
                                                        .setName("get")
                                                        .setOptions(
                                                                options.setIdempotencyLevel(
                                                                        IdempotencyLevel
                                                                                .NO_SIDE_EFFECTS))))
                        .build();

        ServiceSchema service =
                DescriptorSchemas.services(FileDescriptorSet.newBuilder().addFile(file).build())
                        .get(0);

        assertThat(service.method("put").isIdempotent()).isFalse();
        assertThat(service.method("get").isIdempotent()).isTrue();
    }

    @Test
    void services_ofASet_haveMethodsAndComments() throws IOException {
        List<ServiceSchema> services = DescriptorSchemas.services(set());

        assertThat(services).hasSize(1);
        assertThat(services.get(0).name()).isEqualTo("PbEcho");
        MethodSchema method = services.get(0).method("all");
        assertThat(method.arguments().field(1).type().struct().name()).isEqualTo("AllTypes");
        assertThat(method.reply().field(0).type().struct().name()).isEqualTo("AllTypes");
        assertThat(method.notes().doc()).isEqualTo("Answers with what it got.");
        StructSchema described = method.arguments().field(1).type().struct();
        assertThat(described.notes().doc()).startsWith("Every kind of field");
        assertThat(described.field("text").notes().doc()).isEqualTo("behind it");
    }

    @Test
    void services_ofAnIncompleteSet_throws() throws IOException {
        FileDescriptorProto file =
                set().getFile(0).toBuilder().addDependency("other.proto").build();

        assertThatThrownBy(
                        () ->
                                DescriptorSchemas.services(
                                        FileDescriptorSet.newBuilder().addFile(file).build()))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "other.proto is missing, which [PbEcho.proto] import (expected: in the"
                                + " set)");
    }

    @Test
    void services_ofFilesThatImportEachOther_throws() {
        FileDescriptorSet set =
                FileDescriptorSet.newBuilder()
                        .addFile(FileDescriptorProto.newBuilder().setName("a").addDependency("b"))
                        .addFile(FileDescriptorProto.newBuilder().setName("b").addDependency("a"))
                        .build();

        assertThatThrownBy(() -> DescriptorSchemas.services(set))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("a imports itself by way of [a, b]");
    }

    @Test
    void proto2_requiredAndDefaults() {
        FieldDescriptorProto.Builder field =
                FieldDescriptorProto.newBuilder().setName("f").setNumber(1);
        DescriptorProto message =
                DescriptorProto.newBuilder()
                        .setName("M")
                        .addField(field.setType(Type.TYPE_FLOAT).setLabel(Label.LABEL_REQUIRED))
                        .addField(
                                FieldDescriptorProto.newBuilder()
                                        .setName("g")
                                        .setNumber(2)
                                        .setType(Type.TYPE_FLOAT)
                                        .setLabel(Label.LABEL_OPTIONAL)
                                        .setDefaultValue("1.5"))
                        .build();
        FileDescriptorProto file =
                FileDescriptorProto.newBuilder().setName("p").addMessageType(message).build();

        StructSchema struct =
                new DescriptorSchemas()
                        .struct(
                                DescriptorFiles.of(
                                                FileDescriptorSet.newBuilder()
                                                        .addFile(file)
                                                        .build())
                                        .get(0)
                                        .getMessageTypes()
                                        .get(0));

        assertThat(struct.field(1).requiredness()).isEqualTo(Requiredness.REQUIRED);
        assertThat(struct.field(2).defaultValue()).isEqualTo(1.5);
    }

    private static FileDescriptorSet set() throws IOException {
        try (InputStream in = DescriptorSchemasTest.class.getResourceAsStream("/PbEcho.desc")) {
            return FileDescriptorSet.parseFrom(in);
        }
    }
}
