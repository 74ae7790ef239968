package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.annotated.AnnotatedStruct;
import io.harrier.rpc.serialize.BadValues;
import io.harrier.rpc.serialize.ValueException;
import io.harrier.rpc.serialize.ValueSerializer;
import org.jspecify.annotations.Nullable;

/** Records around one value, of which only the value travels. */
final class BareMemberSerializer implements ValueSerializer<Object> {
    private final Class<?> member;
    private final ObjectAccess access;
    private final ValueSerializer<Object> value;

    /**
     * @param struct the record, with the value as its only field
     */
    BareMemberSerializer(AnnotatedStruct struct, Serializers serializers) {
        member = struct.type().raw();
        access = new ObjectAccess(struct);
        value = serializers.of(struct.fields().get(0).type());
    }

    @Override
    public byte type() {
        return value.type();
    }

    @Override
    public void write(Object record, ProtocolWriter out) {
        value.write(ValueException.present(access.value(record, 0)), out);
    }

    @Override
    public @Nullable Object read(ProtocolReader in) {
        Object read = value.read(in);
        try {
            return read == null ? null : access.create(new Object[] {read});
        } catch (RuntimeException e) {
            throw BadValues.refused(member, e);
        }
    }
}
