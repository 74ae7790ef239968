package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.schema.annotated.AnnotatedTypes;
import io.harrier.rpc.schema.annotated.JavaType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The serializers of one service's types, each made once. For one thread. */
final class Serializers {
    private final AnnotatedTypes types;
    private final Map<JavaType, ValueSerializer> known = new HashMap<>();

    Serializers(AnnotatedTypes types) {
        this.types = types;
    }

    ValueSerializer of(JavaType type) {
        ValueSerializer scalar = ScalarSerializers.find(type.raw());
        if (scalar != null) {
            return scalar;
        }
        ValueSerializer made = known.get(type);
        return made == null ? make(type) : made;
    }

    private ValueSerializer make(JavaType type) {
        ValueSerializer made = container(type);
        known.put(type, made);
        return made;
    }

    private ValueSerializer container(JavaType type) {
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

    private ValueSerializer argument(JavaType type, int index) {
        return of(type.arguments().get(index));
    }

    /** Known before its fields are: they may lead back to it. */
    private StructSerializer struct(JavaType type) {
        StructSerializer struct = new StructSerializer(types.struct(type));
        known.put(type, struct);
        struct.resolve(this);
        return struct;
    }
}
