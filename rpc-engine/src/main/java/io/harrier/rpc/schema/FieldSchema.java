package io.harrier.rpc.schema;

import org.jspecify.annotations.Nullable;

/**
 * One field of a struct, or one parameter of a method.
 *
 * @param defaultValue what stands for an absent field, in the form of {@link TypeSchema}'s values;
 *     null if there is no such thing. Shared: do not change it
 */
public record FieldSchema(
        int id,
        String name,
        TypeSchema type,
        Requiredness requiredness,
        @Nullable Object defaultValue,
        Notes notes) {

    /** A field without a default. */
    public FieldSchema(int id, String name, TypeSchema type, Requiredness requiredness) {
        this(id, name, type, requiredness, null, Notes.NONE);
    }
}
