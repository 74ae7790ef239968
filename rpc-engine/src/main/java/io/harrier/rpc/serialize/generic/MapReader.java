package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.serialize.ElementException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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
        complete(struct, in.isAbsentZero(), values);
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
        int index = 0;
        try {
            for (; index < count; index++) {
                values.add(value(element, in));
            }
        } catch (ProtocolException e) {
            throw ElementException.in(index, e);
        }
        in.endElements();
        return values;
    }

    private static Object map(TypeSchema key, TypeSchema value, ProtocolReader in) {
        int count = in.beginEntries(Kinds.wireType(key.kind()), Kinds.wireType(value.kind()));
        Map<Object, Object> entries = new LinkedHashMap<>(capacity(count));
        for (int i = 0; i < count; i++) {
            Object k = key(key, i, in);
            entries.put(k, entry(value, k, in));
        }
        in.endEntries();
        return entries;
    }

    private static Object key(TypeSchema type, int index, ProtocolReader in) {
        try {
            return value(type, in);
        } catch (ProtocolException e) {
            throw ElementException.in("key of entry " + index, e);
        }
    }

    private static Object entry(TypeSchema type, Object key, ProtocolReader in) {
        try {
            return value(type, in);
        } catch (ProtocolException e) {
            throw ElementException.in(key, e);
        }
    }

    /** Where absence means zero, it is the value of a required field that has one. */
    private static void complete(StructSchema struct, boolean isZero, Map<String, Object> values) {
        if (struct.kind() == StructSchema.Kind.UNION) {
            requireOne(struct, values.size());
            return;
        }
        for (FieldSchema field : struct.fields()) {
            if (field.requiredness() == Requiredness.REQUIRED
                    && !values.containsKey(field.name())) {
                values.put(field.name(), absent(struct, field, isZero));
            }
        }
    }

    private static Object absent(StructSchema struct, FieldSchema field, boolean isZero) {
        Object zero = isZero ? Kinds.zero(field.type().kind()) : null;
        if (zero == null) {
            throw new ProtocolException(
                    struct
                            + " without its required field "
                            + field.name()
                            + " (expected: a value)");
        }
        return zero;
    }

    private static void requireOne(StructSchema union, int members) {
        if (members != 1) {
            throw new ProtocolException(
                    union
                            + " with "
                            + members
                            + " known members (expected: exactly one of "
                            + union.fields().stream()
                                    .map(FieldSchema::name)
                                    .collect(Collectors.joining(", "))
                            + ')');
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
