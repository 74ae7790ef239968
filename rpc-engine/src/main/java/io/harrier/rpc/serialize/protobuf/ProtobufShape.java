package io.harrier.rpc.serialize.protobuf;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Protobuf has a form for: methods that take one struct and give one, and structs without
 * containers in containers.
 */
public final class ProtobufShape {
    private static final int LAST_NUMBER = (1 << 29) - 1;
    private static final int FIRST_RESERVED = 19_000;
    private static final int LAST_RESERVED = 19_999;
    private static final Set<Kind> CONTAINERS = EnumSet.of(Kind.LIST, Kind.SET, Kind.MAP);
    private static final Set<Kind> KEYS =
            EnumSet.of(Kind.BOOL, Kind.I8, Kind.I16, Kind.I32, Kind.I64, Kind.STRING, Kind.ENUM);

    /** Structs may contain themselves. */
    private final Set<StructSchema> seen = new HashSet<>();

    private ProtobufShape() {}

    /**
     * @throws SchemaException if a method, or a type that it uses, cannot travel as Protobuf
     */
    public static void require(ServiceSchema service) {
        ProtobufShape shape = new ProtobufShape();
        for (MethodSchema method : service.methods()) {
            shape.require(method, service.name() + '.' + method.name());
        }
    }

    private void require(MethodSchema method, String path) {
        List<FieldSchema> arguments = method.arguments().fields();
        if (arguments.size() != 1 || !isStruct(arguments.get(0))) {
            throw new SchemaException(
                    path
                            + " takes "
                            + text(arguments)
                            + " (expected: one struct; a method of Protobuf takes one message)",
                    "Put the parameters into one record, or call it in a protocol of Thrift.");
        }
        StructSchema reply = method.reply();
        FieldSchema value = reply == null ? null : reply.field(0);
        if (value == null || !isStruct(value)) {
            throw new SchemaException(
                    path
                            + (reply == null ? " is oneway" : " gives " + text(value))
                            + " (expected: a struct; a method of Protobuf gives one message)",
                    "Let it return a record, or call it in a protocol of Thrift.");
        }
        struct(arguments.get(0).type(), path + '.' + arguments.get(0).name());
        struct(value.type(), path + ".reply");
    }

    private static boolean isStruct(FieldSchema field) {
        return field.type().kind() == Kind.STRUCT;
    }

    private static String text(List<FieldSchema> parameters) {
        return parameters.size() == 1 ? text(parameters.get(0)) : parameters.size() + " parameters";
    }

    private static String text(@Nullable FieldSchema field) {
        return field == null ? "nothing" : field.type().kind().toString();
    }

    private void struct(TypeSchema type, String path) {
        StructSchema struct = Objects.requireNonNull(type.struct());
        if (seen.add(struct)) {
            for (FieldSchema field : struct.fields()) {
                String at = path + '.' + field.name();
                requireNumber(field.id(), at);
                field(field.type(), at);
            }
        }
    }

    private static void requireNumber(int id, String path) {
        if (id < 1 || id > LAST_NUMBER || id >= FIRST_RESERVED && id <= LAST_RESERVED) {
            throw new SchemaException(
                    path
                            + ": field number "
                            + id
                            + " (expected: 1..18999 or 20000.."
                            + LAST_NUMBER
                            + ", which Protobuf allows)",
                    "Give the field another number: @RpcField(n).");
        }
    }

    private void field(TypeSchema type, String path) {
        TypeSchema element = type.element();
        if (type.kind() == Kind.STRUCT) {
            struct(type, path);
        } else if (element != null) {
            requireKey(type.key(), path);
            requireFlat(type, element, path);
            field(element, path + "[]");
        }
    }

    private static void requireKey(@Nullable TypeSchema key, String path) {
        if (key != null && !KEYS.contains(key.kind())) {
            throw new SchemaException(
                    path
                            + ": map with keys of "
                            + key.kind()
                            + " (expected: booleans, integers or strings; Protobuf has no others)",
                    "Use another key, or a list of records with key and value.");
        }
    }

    private static void requireFlat(TypeSchema type, TypeSchema element, String path) {
        if (CONTAINERS.contains(element.kind())) {
            throw new SchemaException(
                    path
                            + ": "
                            + type.kind()
                            + " of "
                            + element.kind()
                            + " (expected: of anything but containers; Protobuf has none)",
                    "Put the inner one into a record.");
        }
    }
}
