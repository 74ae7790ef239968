package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.harrier.rpc.protocol.binary.BinaryWriter;
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

    void write(@Nullable Object[] values, BinaryWriter out) {
        for (int i = 0; i < fields.length; i++) {
            fields[i].write(values[i], out);
        }
        out.writeByte(BinaryTypes.STOP);
    }

    /** Replaces the values of the fields that were sent; fields that nobody knows are skipped. */
    void read(BinaryReader in, @Nullable Object[] values) {
        in.beginStruct();
        int expected = 0;
        for (byte type = in.readByte(); type != BinaryTypes.STOP; type = in.readByte()) {
            short id = in.readI16();
            in.field(id);
            int at = indexOf(id, expected);
            if (at < 0) {
                in.skip(type);
            } else {
                values[at] = fields[at].read(type, in);
                expected = at + 1;
            }
        }
        in.endNested();
    }

    /** Fields come in the table's order, as a rule. */
    private int indexOf(short id, int expected) {
        for (int i = 0; i < fields.length; i++) {
            int at = (expected + i) % fields.length;
            if (fields[at].id() == id) {
                return at;
            }
        }
        return -1;
    }
}
