package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.serialize.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one struct, whose values stand in an array of the same order. */
final class FieldTable {
    private final WireField[] fields;

    FieldTable(List<WireField> fields) {
        this.fields = fields.toArray(WireField[]::new);
    }

    /** The values of a struct of which nothing was sent. */
    @Nullable Object[] absent() {
        @Nullable Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = fields[i].absent();
        }
        return values;
    }

    /** Replaces the values of fields that read as zero or empty where nothing was sent. */
    void setZeros(@Nullable Object[] values) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].isPlain()) {
                values[i] = fields[i].serializer().zero();
            }
        }
    }

    void write(Arguments values, ProtocolWriter out) {
        out.beginStruct();
        for (int i = 0; i < fields.length; i++) {
            fields[i].write(values.get(i), out);
        }
        out.endStruct();
    }

    /** A struct of which one field is set, or none if there is no value. */
    void write(int field, @Nullable Object value, ProtocolWriter out) {
        out.beginStruct();
        if (value != null) {
            fields[field].write(value, out);
        }
        out.endStruct();
    }

    /** Takes the values from an object, one by one. */
    void write(Object object, ObjectAccess access, ProtocolWriter out) {
        out.beginStruct();
        for (int i = 0; i < fields.length; i++) {
            fields[i].write(access.value(object, i), out);
        }
        out.endStruct();
    }

    /** Replaces the values of the fields that were sent; fields that nobody knows are skipped. */
    void read(ProtocolReader in, @Nullable Object[] values) {
        in.beginStruct();
        for (int at = next(in, 0); at >= 0; at = next(in, at + 1)) {
            values[at] = fields[at].read(in);
        }
        in.endStruct();
    }

    /** The same; what was not sent is set as it stands for that. */
    void read(ProtocolReader in, Arguments values) {
        for (int i = 0; i < fields.length; i++) {
            values.set(i, fields[i].absent());
        }
        in.beginStruct();
        for (int at = next(in, 0); at >= 0; at = next(in, at + 1)) {
            values.set(at, fields[at].read(in));
        }
        in.endStruct();
    }

    /**
     * Goes on to the next field that is known.
     *
     * @return its place; -1 at the struct's end
     */
    int next(ProtocolReader in, int expected) {
        while (in.nextField()) {
            int at = indexOf(in.fieldId(), expected);
            if (at >= 0) {
                return at;
            }
            in.skipField();
        }
        return -1;
    }

    WireField field(int index) {
        return fields[index];
    }

    /** Fields come in the table's order, as a rule. */
    private int indexOf(int id, int expected) {
        for (int i = 0; i < fields.length; i++) {
            int at = (expected + i) % fields.length;
            if (fields[at].id() == id) {
                return at;
            }
        }
        return -1;
    }
}
