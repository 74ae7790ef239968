package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.schema.MethodSchema;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of a plain Java interface.
 *
 * @param value what it gives, by itself or in a stage; null if nothing
 * @param exceptions in the order of the throws clause, which is that of their ids
 */
public record AnnotatedMethod(
        Method javaMethod,
        MethodSchema schema,
        List<AnnotatedField> parameters,
        @Nullable AnnotatedField value,
        List<AnnotatedStruct> exceptions) {
    public AnnotatedMethod {
        parameters = List.copyOf(parameters);
        exceptions = List.copyOf(exceptions);
    }
}
