package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.annotated.AnnotatedField;
import io.harrier.rpc.schema.annotated.AnnotatedStruct;
import io.harrier.rpc.serialize.BadValues;
import io.harrier.rpc.serialize.ValueSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects of one record or class. */
final class StructSerializer implements ValueSerializer<Object> {
    private final AnnotatedStruct struct;
    private final ObjectAccess access;
    private FieldTable fields = new FieldTable(List.of());

    StructSerializer(AnnotatedStruct struct) {
        this.struct = struct;
        access = new ObjectAccess(struct);
    }

    /** Makes the serializers of the fields, before the first use. */
    void resolve(Serializers serializers) {
        List<AnnotatedField> parts = struct.fields();
        fields =
                new FieldTable(
                        parts.stream().map(part -> WireField.of(part, serializers)).toList());
    }

    @Override
    public byte type() {
        return WireTypes.STRUCT;
    }

    @Override
    public void write(Object value, ProtocolWriter out) {
        fields.write(value, access, out);
    }

    /**
     * @throws io.harrier.rpc.error.ProtocolException also if the constructor does not take the
     *     values
     */
    @Override
    public Object read(ProtocolReader in) {
        @Nullable Object[] values = access.isSetLater() ? access.unset() : fields.absent();
        if (in.isAbsentZero()) {
            fields.setZeros(values);
        }
        fields.read(in, values);
        try {
            return access.create(values);
        } catch (RuntimeException e) {
            throw BadValues.refused(struct.type().raw(), e);
        }
    }
}
