package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Structs, unions and exceptions: objects with the fields by their names. */
final class JsonStruct extends JsonType {
    private static final int DENSE_IDS = 256;
    private static final int LEVELS = 64;

    private final StructSchema schema;
    private final JsonOptions options;
    private final boolean isUnion;
    private NameTable names = new NameTable();
    private JsonField[] fields = {};
    private @Nullable JsonField[] byId = {};

    /** Whether anything is to be done for fields that are absent. */
    private boolean asksForAbsent;

    JsonStruct(StructSchema schema, JsonOptions options) {
        super(WireTypes.STRUCT, schema.name());
        this.schema = schema;
        this.options = options;
        isUnion = schema.kind() == StructSchema.Kind.UNION;
    }

    StructSchema schema() {
        return schema;
    }

    /** Learns its fields: after it is known itself, as it may contain itself. */
    void fill(JsonTypes types) {
        List<FieldSchema> list = schema.fields();
        fields = new JsonField[list.size()];
        names = new NameTable(list.stream().map(FieldSchema::name).toList());
        int ids = 0;
        for (int i = 0; i < fields.length; i++) {
            FieldSchema field = list.get(i);
            fields[i] = new JsonField(i, field, types.of(field.type()), isUnion, options);
            ids = isDense(field.id()) ? Math.max(ids, field.id() + 1) : ids;
            asksForAbsent |= fields[i].isRequired || options.defaults() && !isUnion;
        }
        byId = new JsonField[ids];
        for (JsonField field : fields) {
            if (isDense(field.id)) {
                byId[field.id] = field;
            }
        }
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        int struct = marks.begin(fields.length);
        long seen = 0;
        int guess = 0;
        in.beginObject(name);
        out.beginStruct();
        while (true) {
            int index = guess;
            if (guess == fields.length || !in.nextMember(fields[guess].quotedName)) {
                if (!in.nextMember()) {
                    break;
                }
                index = names.find(in);
            }
            if (index < 0) {
                unknown(in);
            } else {
                requireFirst(!marks.isMarked(struct, index, seen), in);
                if (fields[index].value(in, out, marks)) {
                    seen = marks.mark(struct, index, seen);
                }
                guess = index + 1;
            }
        }
        if (asksForAbsent || isUnion) {
            complete(struct, seen, in, out, marks);
        }
        out.endStruct();
        marks.end(struct);
    }

    private void unknown(JsonScanner in) {
        if (!options.skipUnknown()) {
            throw in.expectedText("one of " + fieldNames() + ", the fields of " + name);
        }
        in.skipValue();
    }

    private static void requireFirst(boolean isFirst, JsonScanner in) {
        if (!isFirst) {
            throw in.expectedText("each field once");
        }
    }

    private void complete(
            int struct, long seen, JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        if (isUnion) {
            requireOne(marks.count(struct, seen), in);
            return;
        }
        for (JsonField field : fields) {
            if (!marks.isMarked(struct, field.index, seen)) {
                absent(field, in, out, marks);
            }
        }
    }

    private void requireOne(int members, JsonScanner in) {
        if (members != 1) {
            throw in.failure(
                    "expected exactly one of " + fieldNames() + ", got " + members + " members");
        }
    }

    private static void absent(
            JsonField field, JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        byte[] text = field.defaultText;
        if (text.length > 0) {
            try (JsonScanner value = JsonScanner.of(text, 0, text.length, LEVELS)) {
                field.value(value, out, marks);
            }
        } else if (field.isRequired) {
            throw field.at(in.failure("expected a value, as the field is required, got none"));
        }
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        int struct = marks.begin(fields.length);
        long seen = 0;
        in.beginStruct();
        out.beginObject();
        while (in.nextField()) {
            JsonField field = byId(in.fieldId());
            if (field == null) {
                in.skipField();
            } else {
                in.expectField(field.type.wire);
                requireFirst(!marks.isMarked(struct, field.index, seen));
                seen = marks.mark(struct, field.index, seen);
                out.rawName(field.quotedName);
                field.type.toText(in, out, marks);
            }
        }
        in.endStruct();
        if (asksForAbsent || isUnion) {
            complete(struct, seen, in.isAbsentZero(), out, marks);
        }
        out.endObject();
        marks.end(struct);
    }

    private static void requireFirst(boolean isFirst) {
        if (!isFirst) {
            throw new ProtocolException("a second value (expected: each field once)");
        }
    }

    private void complete(
            int struct, long seen, boolean isZero, JsonTextWriter out, FieldMarks marks) {
        if (isUnion) {
            requireOne(marks.count(struct, seen));
            return;
        }
        for (JsonField field : fields) {
            if (!marks.isMarked(struct, field.index, seen)) {
                absent(field, field.absent(isZero), out);
            }
        }
    }

    private void requireOne(int members) {
        if (members != 1) {
            throw new ProtocolException(
                    name
                            + " with "
                            + members
                            + " known members (expected: exactly one of "
                            + fieldNames()
                            + ')');
        }
    }

    private void absent(JsonField field, byte[] text, JsonTextWriter out) {
        if (text.length > 0) {
            out.rawName(field.quotedName);
            out.raw(text);
        } else if (field.isRequired) {
            throw new ProtocolException(
                    name + " without its required field " + field.name + " (expected: a value)");
        }
    }

    @Nullable JsonField byId(int id) {
        if (isDense(id)) {
            return id < byId.length ? byId[id] : null;
        }
        for (JsonField field : fields) {
            if (field.id == id) {
                return field;
            }
        }
        return null;
    }

    /** Null if there are none or more. */
    @Nullable JsonField onlyField() {
        return fields.length == 1 ? fields[0] : null;
    }

    private static boolean isDense(int id) {
        return id >= 0 && id < DENSE_IDS;
    }

    private String fieldNames() {
        return schema.fields().stream().map(FieldSchema::name).collect(Collectors.joining(", "));
    }

    @Override
    String zero() {
        return "{}";
    }
}
