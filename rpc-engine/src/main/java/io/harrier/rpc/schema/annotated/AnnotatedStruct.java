package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.schema.StructSchema;
import java.lang.reflect.Constructor;
import java.util.List;

/**
 * A record, a class or an exception whose objects are structs.
 *
 * @param fields in the order of the constructor's parameters, if it has any
 * @param constructor takes all fields, or nothing: then they can be set
 */
public record AnnotatedStruct(
        JavaType type,
        StructSchema schema,
        List<AnnotatedField> fields,
        Constructor<?> constructor) {
    public AnnotatedStruct {
        fields = List.copyOf(fields);
    }
}
