package io.harrier.rpc.serialize;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import org.jspecify.annotations.Nullable;

/** Names the place where reading stopped: {@code findById.request.address}. */
public final class ErrorPath {
    private ErrorPath() {}

    /**
     * The path from a struct to the value at which the reader stands, by field names, or by ids
     * where the schema does not know them.
     */
    public static String of(String root, StructSchema schema, ProtocolReader in) {
        StringBuilder path = new StringBuilder(root);
        StructSchema struct = schema;
        for (int level = 0; level < in.knownDepth(); level++) {
            int id = in.fieldAt(level);
            FieldSchema field = struct == null ? null : struct.field(id);
            if (id != 0 || field != null) {
                path.append('.').append(field == null ? "field " + id : field.name());
                struct = next(field);
            }
        }
        return path.append(" (byte ").append(in.offset()).append(" of the payload)").toString();
    }

    /** The same failure, with the place where the reader stands. */
    public static ProtocolException within(
            String root, StructSchema schema, ProtocolReader in, ProtocolException failure) {
        return new ProtocolException(
                failure.kind(), of(root, schema, in) + ": " + failure.getMessage());
    }

    private static @Nullable StructSchema next(@Nullable FieldSchema field) {
        return field == null ? null : field.type().innerStruct();
    }
}
