package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
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

    /** The values of a struct in which nothing stands. */
    @Nullable Object[] none() {
        return new Object[fields.length];
    }

    void write(@Nullable Object[] values, ProtocolWriter out) {
        out.beginStruct();
        for (int i = 0; i < fields.length; i++) {
            fields[i].write(values[i], out);
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
        int expected = 0;
        while (in.nextField()) {
            int at = indexOf(in.fieldId(), expected);
            if (at < 0) {
                in.skipField();
            } else {
                values[at] = fields[at].read(in);
                expected = at + 1;
            }
        }
        in.endStruct();
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
