package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.json.JsonTextWriter;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * Defaults, which a schema has as objects, as JSON text: written once, when the schema is known.
 */
final class JsonDefaults {
    private final JsonOptions options;
    private final JsonTextWriter out;

    private JsonDefaults(JsonOptions options, JsonTextWriter out) {
        this.options = options;
        this.out = out;
    }

    /**
     * @param value in the form of {@link TypeSchema}'s values
     */
    static byte[] text(TypeSchema type, Object value, JsonOptions options) {
        try (JsonTextWriter out = JsonTextWriter.take()) {
            new JsonDefaults(options, out).write(type, value);
            return out.toBytes();
        }
    }

    static String quoted(String text) {
        try (JsonTextWriter out = JsonTextWriter.take()) {
            out.writeString(text);
            return out.toString();
        }
    }

    private void write(TypeSchema type, Object value) {
        switch (type.kind()) {
            case BOOL -> out.writeBoolean((Boolean) value);
            case I8, I16, I32 -> out.writeLong(((Number) value).longValue());
            case I64 -> i64((Number) value);
            case ENUM -> enumeration(type, ((Number) value).intValue());
            case DOUBLE -> real(((Number) value).doubleValue());
            case BINARY -> binary((ByteBuffer) value);
            case STRING, UUID -> out.writeString(value.toString());
            case LIST, SET -> elements(type, (Collection<?>) value);
            case MAP -> entries(type, (Map<?, ?>) value);
            case STRUCT -> struct(Objects.requireNonNull(type.struct()), (Map<?, ?>) value);
            case VOID -> out.writeNull();
        }
    }

    private void i64(Number value) {
        if (options.longsAsText()) {
            out.writeQuotedLong(value.longValue());
        } else {
            out.writeLong(value.longValue());
        }
    }

    private void enumeration(TypeSchema type, int number) {
        String name = Objects.requireNonNull(type.enumeration()).nameOf(number);
        if (name == null || !options.enumNames()) {
            out.writeLong(number);
        } else {
            out.writeString(name);
        }
    }

    private void real(double value) {
        if (Double.isFinite(value)) {
            out.writeDouble(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }

    private void binary(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        if (options.base64()) {
            out.writeBase64(bytes);
        } else {
            out.writeString(bytes, 0, bytes.length);
        }
    }

    private void elements(TypeSchema type, Collection<?> values) {
        out.beginArray();
        values.forEach(value -> write(Objects.requireNonNull(type.element()), value));
        out.endArray();
    }

    private void entries(TypeSchema type, Map<?, ?> values) {
        TypeSchema key = Objects.requireNonNull(type.key());
        boolean isObject = JsonTypes.isKey(key);
        begin(isObject);
        values.forEach(
                (k, v) -> entry(isObject, key, k, Objects.requireNonNull(type.element()), v));
        end(isObject);
    }

    private void entry(
            boolean isObject, TypeSchema keyType, Object key, TypeSchema type, Object value) {
        if (isObject) {
            name(keyType, key);
            write(type, value);
        } else {
            out.beginArray();
            write(keyType, key);
            write(type, value);
            out.endArray();
        }
    }

    /** What is no string yet becomes one. */
    private void name(TypeSchema type, Object key) {
        String text = new String(text(type, key, options), StandardCharsets.UTF_8);
        if (text.startsWith("\"")) {
            write(type, key);
        } else {
            out.writeString(text);
        }
        out.nameEnds();
    }

    private void struct(StructSchema struct, Map<?, ?> values) {
        out.beginObject();
        for (FieldSchema field : struct.fields()) {
            Object value = values.get(field.name());
            if (value != null) {
                out.writeString(field.name());
                out.nameEnds();
                write(field.type(), value);
            }
        }
        out.endObject();
    }

    private void begin(boolean isObject) {
        if (isObject) {
            out.beginObject();
        } else {
            out.beginArray();
        }
    }

    private void end(boolean isObject) {
        if (isObject) {
            out.endObject();
        } else {
            out.endArray();
        }
    }
}
