package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.schema.annotated.AnnotatedField;
import io.harrier.rpc.schema.annotated.AnnotatedStruct;
import io.harrier.rpc.schema.annotated.AnnotatedTypes;
import io.harrier.rpc.schema.annotated.JavaType;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The serializers of one service's types, each made once. For one thread. */
final class Serializers {
    private final AnnotatedTypes types;
    private final SerializerSource source;
    private final Map<JavaType, ValueSerializer<Object>> known = new HashMap<>();

    /**
     * @param source asked first, for every record, class and union
     */
    Serializers(AnnotatedTypes types, SerializerSource source) {
        this.types = types;
        this.source = source;
    }

    ValueSerializer<Object> of(JavaType type) {
        ValueSerializer<Object> scalar = ScalarSerializer.find(type.raw());
        if (scalar != null) {
            return scalar;
        }
        ValueSerializer<Object> made = known.get(type);
        return made == null ? make(type) : made;
    }

    /** Of a member of a union. */
    ValueSerializer<Object> member(AnnotatedField part) {
        return part.member() == null
                ? of(part.type())
                : new BareMemberSerializer(types.struct(part.type()), this);
    }

    private ValueSerializer<Object> make(JavaType type) {
        ValueSerializer<Object> made = container(type);
        known.put(type, made);
        return made;
    }

    private ValueSerializer<Object> container(JavaType type) {
        if (type.raw().isEnum()) {
            return new EnumSerializer(type.raw());
        }
        if (type.raw() == Map.class) {
            return new EntriesSerializer(argument(type, 0), argument(type, 1));
        }
        return Collection.class.isAssignableFrom(type.raw())
                ? new ElementsSerializer(type.raw() == Set.class, argument(type, 0))
                : struct(type);
    }

    private ValueSerializer<Object> argument(JavaType type, int index) {
        return of(type.arguments().get(index));
    }

    private ValueSerializer<Object> struct(JavaType type) {
        ValueSerializer<Object> found = found(type);
        if (found != null) {
            return found;
        }
        AnnotatedStruct struct = types.struct(type);
        return struct.isUnion() ? union(type, struct) : struct(type, struct);
    }

    /** An optional is a matter of the field that has it, which a source does not see. */
    @SuppressWarnings("unchecked") // the source's promise
    private @Nullable ValueSerializer<Object> found(JavaType type) {
        if (type.arguments().stream().anyMatch(argument -> argument.raw() == Optional.class)) {
            return null;
        }
        List<ValueSerializer<?>> arguments = new ArrayList<>();
        type.arguments().forEach(argument -> arguments.add(of(argument)));
        return (ValueSerializer<Object>) source.find(type.raw(), arguments);
    }

    /** Known before its fields are: they may lead back to it. */
    private ValueSerializer<Object> struct(JavaType type, AnnotatedStruct annotated) {
        StructSerializer struct = new StructSerializer(annotated);
        known.put(type, struct);
        struct.resolve(this);
        return struct;
    }

    private ValueSerializer<Object> union(JavaType type, AnnotatedStruct annotated) {
        UnionSerializer union = new UnionSerializer(annotated);
        known.put(type, union);
        union.resolve(this);
        return union;
    }
}
