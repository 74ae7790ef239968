package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import java.lang.reflect.AccessibleObject;
import org.jspecify.annotations.Nullable;

/**
 * A field of a struct, a parameter of a method, or what a method returns.
 *
 * @param type of the value; of what an {@code Optional} holds
 * @param isOptional whether an {@code Optional} is around it
 * @param member the record's accessor or the class's field, made accessible; null for parameters
 *     and for members of unions, but those that are a bare value: then the accessor of that
 */
public record AnnotatedField(
        FieldSchema schema, JavaType type, boolean isOptional, @Nullable AccessibleObject member) {

    /** Whether its absence may say as much as a zero or an empty value. */
    public boolean isPlain() {
        return schema.requiredness() != Requiredness.OPTIONAL
                && !AnnotatedTypes.mayLack(type, schema.type());
    }

    /**
     * The same, required.
     *
     * @param path where the struct stands, for the message of a failure
     */
    AnnotatedField required(String path) {
        if (isOptional) {
            throw new SchemaException(
                    path
                            + '.'
                            + schema.name()
                            + " is required and an Optional (expected: one of both)",
                    "Leave the Optional or the required = true away.");
        }
        FieldSchema same =
                new FieldSchema(schema.id(), schema.name(), schema.type(), Requiredness.REQUIRED);
        return new AnnotatedField(same, type, false, member);
    }

    /** The name in schemas. */
    static String name(@Nullable RpcField told, String javaName) {
        return told == null || told.name().isEmpty() ? javaName : told.name();
    }
}
