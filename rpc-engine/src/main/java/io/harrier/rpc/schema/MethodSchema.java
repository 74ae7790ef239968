package io.harrier.rpc.schema;

import org.jspecify.annotations.Nullable;

/**
 * One method of a service.
 *
 * @param name on the wire
 * @param arguments the parameters as fields 1..n
 * @param reply field 0 the value, if there is one, and the declared exceptions by their ids; null
 *     if the method is oneway
 */
public record MethodSchema(
        String name, StructSchema arguments, @Nullable StructSchema reply, Notes notes) {

    public MethodSchema(String name, StructSchema arguments, @Nullable StructSchema reply) {
        this(name, arguments, reply, Notes.NONE);
    }

    /** Whether no reply is ever sent. */
    public boolean isOneway() {
        return reply == null;
    }
}
