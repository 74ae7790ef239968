package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.annotated.AnnotatedField;
import io.harrier.rpc.schema.annotated.AnnotatedStruct;
import io.harrier.rpc.serialize.BadValues;
import io.harrier.rpc.serialize.ValueException;
import io.harrier.rpc.serialize.ValueSerializer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Objects of a sealed interface: a struct with one field, which says of what class they are. */
final class UnionSerializer implements ValueSerializer<Object> {
    private final Class<?> union;
    private final String members;
    private final List<AnnotatedField> parts;
    private List<WireField> fields = List.of();

    UnionSerializer(AnnotatedStruct struct) {
        union = struct.type().raw();
        parts = struct.fields();
        members =
                parts.stream()
                        .map(part -> part.schema().id() + " " + part.schema().name())
                        .collect(Collectors.joining(", "));
    }

    /** Makes the serializers of the members, before the first use. */
    void resolve(Serializers serializers) {
        fields = parts.stream().map(part -> field(part, serializers)).toList();
    }

    private static WireField field(AnnotatedField part, Serializers serializers) {
        return WireField.alternative(part.schema(), serializers.member(part));
    }

    @Override
    public byte type() {
        return WireTypes.STRUCT;
    }

    @Override
    public void write(Object value, ProtocolWriter out) {
        WireField field = fieldOf(value.getClass());
        out.beginStruct();
        out.field(field.serializer().type(), field.id());
        ValueException.write(field.serializer(), value, out, field);
        out.endStruct();
    }

    @Override
    public Object read(ProtocolReader in) {
        Object value = null;
        in.beginStruct();
        while (in.nextField()) {
            WireField field = field(in.fieldId());
            if (field == null) {
                in.skipField();
            } else if (value == null) {
                value = field.read(in);
            } else {
                throw BadValues.secondMember(union, in.fieldId(), members);
            }
        }
        in.endStruct();
        if (value == null) {
            throw BadValues.noMember(union, members);
        }
        return value;
    }

    private WireField fieldOf(Class<?> member) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).type().raw() == member) {
                return fields.get(i);
            }
        }
        throw new ClassCastException(member + " is no member of " + union);
    }

    private @Nullable WireField field(int id) {
        for (WireField field : fields) {
            if (field.id() == id) {
                return field;
            }
        }
        return null;
    }
}
