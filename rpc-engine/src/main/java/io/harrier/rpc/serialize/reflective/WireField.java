package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.annotated.AnnotatedField;
import io.harrier.rpc.serialize.ValueException;
import io.harrier.rpc.serialize.ValueSerializer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field, its header included.
 *
 * @param isPlain whether its absence may say as much as a zero or an empty value
 * @param absent what stands for a field that was not sent: zero, an empty {@code Optional}, null
 */
record WireField(
        short id,
        String name,
        boolean isOptional,
        boolean isPlain,
        @Nullable Object absent,
        ValueSerializer<Object> serializer) {
    static WireField of(AnnotatedField field, Serializers serializers) {
        return new WireField(
                (short) field.schema().id(),
                field.schema().name(),
                field.isOptional(),
                field.isPlain(),
                field.isOptional()
                        ? Optional.empty()
                        : ScalarSerializer.primitiveZero(field.type().raw()),
                serializers.of(field.type()));
    }

    /** A declared exception, as a field of the reply; or a member of a union. */
    static WireField alternative(FieldSchema field, ValueSerializer<Object> serializer) {
        return new WireField((short) field.id(), field.name(), false, false, null, serializer);
    }

    /** Nothing, if there is no value. */
    void write(@Nullable Object value, ProtocolWriter out) {
        Object held = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (held != null) {
            if (isPlain) {
                out.plainField(serializer.type(), id);
            } else {
                out.field(serializer.type(), id);
            }
            ValueException.write(serializer, held, out, this);
        }
    }

    @Nullable Object read(ProtocolReader in) {
        in.expectField(serializer.type());
        Object value = serializer.read(in);
        if (value == null) {
            return absent;
        }
        return isOptional ? Optional.of(value) : value;
    }

    /** Its place in a path. */
    @Override
    public String toString() {
        return '.' + name;
    }
}
