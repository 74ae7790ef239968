package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

/** Reads values without classes, in the forms that {@link TypeSchema} tells. For any thread. */
final class MapReader {
    private MapReader() {}

    /**
     * The fields that were sent, by name; fields that the schema does not know are passed over.
     *
     * @throws ProtocolException also if a required field is missing
     */
    static Map<String, Object> struct(StructSchema struct, ProtocolReader in) {
        Map<String, Object> values = new LinkedHashMap<>(capacity(struct.fields().size()));
        in.beginStruct();
        while (in.nextField()) {
            FieldSchema field = struct.field(in.fieldId());
            if (field == null) {
                in.skipField();
            } else {
                in.expectField(Kinds.wireType(field.type().kind()));
                values.put(field.name(), value(field.type(), in));
            }
        }
        in.endStruct();
        requireAll(struct, values);
        return values;
    }

    private static Object value(TypeSchema type, ProtocolReader in) {
        return switch (type.kind()) {
            case BOOL -> in.readBool();
            case I8 -> in.readI8();
            case I16 -> in.readI16();
            case I32, ENUM -> in.readI32();
            case I64 -> in.readI64();
            case DOUBLE -> in.readDouble();
            case STRING -> in.readString();
            case BINARY -> in.readBinary();
            case UUID -> in.readUuid();
            case LIST -> list(element(type), in);
            case SET -> set(element(type), in);
            case MAP -> map(Objects.requireNonNull(type.key()), element(type), in);
            case STRUCT -> struct(Objects.requireNonNull(type.struct()), in);
            case VOID -> throw new ProtocolException("a value of type void (expected: none)");
        };
    }

    private static Object list(TypeSchema element, ProtocolReader in) {
        int count = in.beginElements(WireTypes.LIST, Kinds.wireType(element.kind()));
        return elements(element, count, new ArrayList<>(count), in);
    }

    private static Object set(TypeSchema element, ProtocolReader in) {
        int count = in.beginElements(WireTypes.SET, Kinds.wireType(element.kind()));
        return elements(element, count, new LinkedHashSet<>(capacity(count)), in);
    }

    private static Object elements(
            TypeSchema element, int count, Collection<Object> values, ProtocolReader in) {
        for (int i = 0; i < count; i++) {
            values.add(value(element, in));
        }
        in.endElements();
        return values;
    }

    private static Object map(TypeSchema key, TypeSchema value, ProtocolReader in) {
        int count = in.beginEntries(Kinds.wireType(key.kind()), Kinds.wireType(value.kind()));
        Map<Object, Object> entries = new LinkedHashMap<>(capacity(count));
        for (int i = 0; i < count; i++) {
            Object k = value(key, in);
            entries.put(k, value(value, in));
        }
        in.endEntries();
        return entries;
    }

    private static void requireAll(StructSchema struct, Map<String, Object> values) {
        for (FieldSchema field : struct.fields()) {
            if (field.requiredness() == Requiredness.REQUIRED
                    && !values.containsKey(field.name())) {
                throw new ProtocolException(
                        "no field "
                                + field.name()
                                + " in "
                                + struct
                                + " (expected: it is required)");
            }
        }
    }

    private static TypeSchema element(TypeSchema type) {
        return Objects.requireNonNull(type.element());
    }

    /** Of a hash table that takes so many without growing. */
    private static int capacity(int count) {
        return count + count / 3 + 1;
    }
}
