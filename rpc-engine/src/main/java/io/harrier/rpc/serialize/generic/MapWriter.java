package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.serialize.ValueException;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values without classes: those that {@link TypeSchema} tells, and what means the same (any
 * number that fits, a name for an enum's number, bytes in an array or a buffer). For any thread.
 */
final class MapWriter {
    private MapWriter() {}

    /**
     * @throws ValueException if it is no map of the struct's fields
     */
    static void struct(StructSchema struct, @Nullable Object value, ProtocolWriter out) {
        if (!(value instanceof Map<?, ?> values)) {
            throw BadMaps.expected("a map of " + struct, value);
        }
        boolean isUnion = struct.kind() == StructSchema.Kind.UNION;
        int known = 0;
        int written = 0;
        out.beginStruct();
        List<FieldSchema> fields = struct.fields();
        for (int i = 0; i < fields.size(); i++) {
            FieldSchema field = fields.get(i);
            Object held = values.get(field.name());
            if (held != null) {
                begin(field, isUnion, out);
                part(field, held, out);
                written++;
            } else if (field.requiredness() == Requiredness.REQUIRED) {
                throw BadMaps.missing(field);
            }
            known += held != null || values.containsKey(field.name()) ? 1 : 0;
        }
        out.endStruct();
        if (known != values.size()) {
            throw BadMaps.unknown(struct, values.keySet());
        }
        if (isUnion && written != 1) {
            throw BadMaps.expected("exactly one member of " + struct, values);
        }
    }

    static void field(FieldSchema field, @Nullable Object value, ProtocolWriter out) {
        out.field(Kinds.wireType(field.type().kind()), field.id());
        part(field, value, out);
    }

    /** In a union a zero is not the same as nothing. */
    private static void begin(FieldSchema field, boolean isMember, ProtocolWriter out) {
        TypeSchema.Kind kind = field.type().kind();
        boolean isPlain =
                !isMember
                        && field.requiredness() != Requiredness.OPTIONAL
                        && kind != TypeSchema.Kind.STRUCT;
        if (isPlain) {
            out.plainField(Kinds.wireType(kind), field.id());
        } else {
            out.field(Kinds.wireType(kind), field.id());
        }
    }

    private static void part(FieldSchema field, @Nullable Object value, ProtocolWriter out) {
        try {
            value(field.type(), value, out);
        } catch (ValueException e) {
            throw e.within('.' + field.name());
        }
    }

    private static void value(TypeSchema type, @Nullable Object value, ProtocolWriter out) {
        switch (type.kind()) {
            case BOOL ->
                    out.writeBool(value instanceof Boolean b ? b : Numbers.refuse("bool", value));
            case I8 ->
                    out.writeI8(
                            (byte) Numbers.integer("i8", value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case I16 ->
                    out.writeI16(
                            (short)
                                    Numbers.integer(
                                            "i16", value, Short.MIN_VALUE, Short.MAX_VALUE));
            case I32 ->
                    out.writeI32(
                            (int)
                                    Numbers.integer(
                                            "i32", value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case I64 -> out.writeI64(Numbers.integer("i64", value, Long.MIN_VALUE, Long.MAX_VALUE));
            case DOUBLE -> out.writeDouble(Numbers.real(value));
            case ENUM -> out.writeI32(number(Objects.requireNonNull(type.enumeration()), value));
            case STRING -> out.writeString(text(value));
            case BINARY -> out.writeBinary(bytes(value));
            case UUID -> out.writeUuid(uuid(value));
            case LIST, SET -> elements(type, value, out);
            case MAP -> entries(type, value, out);
            case STRUCT -> struct(Objects.requireNonNull(type.struct()), value, out);
            case VOID -> throw BadMaps.expected("nothing, as the type is void", value);
        }
    }

    private static void elements(TypeSchema type, @Nullable Object value, ProtocolWriter out) {
        TypeSchema element = Objects.requireNonNull(type.element());
        Collection<?> values = collection(type, value);
        int count = values.size();
        out.beginElements(Kinds.wireType(type.kind()), Kinds.wireType(element.kind()), count);
        int written = 0;
        for (Object each : values) {
            try {
                value(element, each, out);
            } catch (ValueException e) {
                throw e.within("[" + written + ']');
            }
            written++;
        }
        out.endElements();
        ValueException.requireUnchanged(count, written);
    }

    private static Collection<?> collection(TypeSchema type, @Nullable Object value) {
        if (value instanceof Collection<?> values) {
            return values;
        }
        if (value instanceof Object[] values) {
            return List.of(values);
        }
        throw BadMaps.expected(type.kind() == TypeSchema.Kind.SET ? "set" : "list", value);
    }

    private static void entries(TypeSchema type, @Nullable Object value, ProtocolWriter out) {
        if (!(value instanceof Map<?, ?> values)) {
            throw BadMaps.expected("map", value);
        }
        TypeSchema key = Objects.requireNonNull(type.key());
        TypeSchema element = Objects.requireNonNull(type.element());
        int count = values.size();
        out.beginEntries(Kinds.wireType(key.kind()), Kinds.wireType(element.kind()), count);
        int written = 0;
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            try {
                value(key, entry.getKey(), out);
                value(element, entry.getValue(), out);
            } catch (ValueException e) {
                throw e.within("[" + entry.getKey() + ']');
            }
            written++;
        }
        out.endEntries();
        ValueException.requireUnchanged(count, written);
    }

    private static int number(EnumSchema type, @Nullable Object value) {
        Integer number = value instanceof String name ? type.constants().get(name) : null;
        if (number == null && value instanceof String) {
            throw BadMaps.expected("one of " + type.constants().keySet(), value);
        }
        return number == null
                ? (int) Numbers.integer("i32", value, Integer.MIN_VALUE, Integer.MAX_VALUE)
                : number;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw BadMaps.expected("string", value);
    }

    private static ByteBuffer bytes(@Nullable Object value) {
        if (value instanceof ByteBuffer buffer) {
            return buffer;
        }
        if (value instanceof byte[] array) {
            return ByteBuffer.wrap(array);
        }
        if (value instanceof ByteBuf buffer) {
            return buffer.nioBuffer();
        }
        throw BadMaps.expected("binary (byte[], ByteBuffer or ByteBuf)", value);
    }

    private static UUID uuid(@Nullable Object value) {
        if (value instanceof UUID uuid) {
            return uuid;
        }
        try {
            return UUID.fromString(text(value));
        } catch (IllegalArgumentException e) {
            throw BadMaps.expected("uuid", value);
        }
    }
}
