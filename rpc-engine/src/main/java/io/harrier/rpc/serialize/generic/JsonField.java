package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.serialize.ValueException;
import java.nio.charset.StandardCharsets;

/** One field of a struct. */
final class JsonField {
    private static final byte[] NONE = {};

    final int index;
    final int id;
    final String name;
    final JsonType type;
    final boolean isRequired;

    /** Its name as it stands in the text: with quotes and colon. */
    final byte[] quotedName;

    /** What stands for the field if it is absent; empty if nothing does. */
    final byte[] defaultText;

    /** The same, where the absence of a plain field means zero. */
    final byte[] zeroText;

    private final boolean isPlain;

    /**
     * @param isMember of a union, where a zero is not the same as nothing
     */
    JsonField(int index, FieldSchema schema, JsonType type, boolean isMember, JsonOptions options) {
        this.index = index;
        this.type = type;
        id = schema.id();
        name = schema.name();
        isRequired = schema.requiredness() == Requiredness.REQUIRED;
        isPlain =
                !isMember
                        && schema.requiredness() != Requiredness.OPTIONAL
                        && type.wire != WireTypes.STRUCT;
        quotedName = bytes(JsonDefaults.quoted(name) + ':');
        Object value = options.defaults() ? schema.defaultValue() : null;
        defaultText = value == null ? NONE : JsonDefaults.text(schema.type(), value, options);
        zeroText = isPlain && (isRequired || options.defaults()) ? bytes(type.zero()) : NONE;
    }

    /** Writes the field with the value that comes next; false, and nothing, if that is null. */
    boolean value(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        try {
            if (in.isNull()) {
                in.readNull();
                return false;
            }
            begin(out);
            type.toPayload(in, out, marks);
            return true;
        } catch (JsonException | ValueException e) {
            throw at(e);
        }
    }

    private void begin(ProtocolWriter out) {
        if (isPlain) {
            out.plainField(type.wire, id);
        } else {
            out.field(type.wire, id);
        }
    }

    byte[] absent(boolean isZero) {
        return isZero && isPlain ? zeroText : defaultText;
    }

    ValueException at(RuntimeException failure) {
        return JsonPlaces.at('.' + name, failure);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
