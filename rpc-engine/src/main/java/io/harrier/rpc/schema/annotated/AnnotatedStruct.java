package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.schema.StructSchema;
import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record, a class, an exception or a sealed interface whose objects are structs.
 *
 * @param fields in the order of the constructor's parameters, if it has any; of a union its members
 * @param constructor takes all fields, or nothing: then they can be set; null for a union
 */
public record AnnotatedStruct(
        JavaType type,
        StructSchema schema,
        List<AnnotatedField> fields,
        @Nullable Constructor<?> constructor) {
    public AnnotatedStruct {
        fields = List.copyOf(fields);
    }

    public boolean isUnion() {
        return schema.kind() == StructSchema.Kind.UNION;
    }
}
