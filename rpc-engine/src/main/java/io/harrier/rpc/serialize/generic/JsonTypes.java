package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Makes what reads and writes each type of a schema; structs once, as they may contain themselves.
 */
final class JsonTypes {
    private final JsonOptions options;
    private final Map<StructSchema, JsonStruct> structs = new IdentityHashMap<>();

    JsonTypes(JsonOptions options) {
        this.options = options;
    }

    static boolean isKey(TypeSchema type) {
        return switch (type.kind()) {
            case LIST, SET, MAP, STRUCT, VOID -> false;
            default -> true;
        };
    }

    JsonType of(TypeSchema type) {
        return switch (type.kind()) {
            case LIST -> new JsonElements(WireTypes.LIST, "list", element(type));
            case SET -> new JsonElements(WireTypes.SET, "set", element(type));
            case MAP -> entries(Objects.requireNonNull(type.key()), element(type));
            case STRUCT -> struct(Objects.requireNonNull(type.struct()));
            case VOID -> throw new IllegalArgumentException("void (expected: a type of values)");
            default -> scalar(type);
        };
    }

    JsonStruct struct(StructSchema schema) {
        JsonStruct known = structs.get(schema);
        if (known == null) {
            known = new JsonStruct(schema, options);
            structs.put(schema, known);
            known.fill(this);
        }
        return known;
    }

    private JsonType element(TypeSchema type) {
        return of(Objects.requireNonNull(type.element()));
    }

    private JsonType entries(TypeSchema key, JsonType value) {
        return isKey(key) ? new JsonEntries(scalar(key), value) : new JsonPairs(of(key), value);
    }

    private JsonKeyType scalar(TypeSchema type) {
        return switch (type.kind()) {
            case BOOL -> new JsonBool();
            case I8 -> new JsonInteger(WireTypes.I8, Byte.SIZE, options);
            case I16 -> new JsonInteger(WireTypes.I16, Short.SIZE, options);
            case I32 -> new JsonInteger(WireTypes.I32, Integer.SIZE, options);
            case I64 -> new JsonInteger(WireTypes.I64, Long.SIZE, options);
            case DOUBLE -> new JsonDouble(options);
            case STRING -> new JsonString();
            case BINARY -> new JsonBinary(options);
            case UUID -> new JsonUuid();
            case ENUM -> new JsonEnum(Objects.requireNonNull(type.enumeration()), options);
            default -> throw new IllegalArgumentException(type.kind() + " is no scalar");
        };
    }
}
