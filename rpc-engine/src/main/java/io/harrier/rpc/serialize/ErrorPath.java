package io.harrier.rpc.serialize;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import org.jspecify.annotations.Nullable;

/** Names the place where reading stopped: {@code findById.request.address[2].zip}. */
public final class ErrorPath {
    private ErrorPath() {}

    /**
     * The same failure, with the path from a struct to the value at which the reader stands: by
     * field names, or by ids where the schema does not know them.
     */
    public static ProtocolException within(
            String root, StructSchema schema, ProtocolReader in, ProtocolException failure) {
        return new ProtocolException(
                failure.kind(), path(root, schema, in, failure) + ": " + failure.getMessage());
    }

    private static String path(
            String root, StructSchema schema, ProtocolReader in, ProtocolException failure) {
        StringBuilder path = new StringBuilder(root);
        TypeSchema type = TypeSchema.struct(schema);
        for (int level = 0; level < in.knownDepth(); level++) {
            type =
                    type != null && type.element() != null
                            ? element(type, failure, path)
                            : field(type, in.fieldAt(level), path);
        }
        return path.append(" (byte ").append(in.offset()).append(" of the payload)").toString();
    }

    /** Goes into an element; what it is of a map's entries, the key or the value, nobody says. */
    private static @Nullable TypeSchema element(
            TypeSchema container, ProtocolException failure, StringBuilder path) {
        if (failure instanceof ElementException inside) {
            path.append(inside.nextPlace());
        }
        return container.element();
    }

    private static @Nullable TypeSchema field(
            @Nullable TypeSchema type, int id, StringBuilder path) {
        StructSchema struct = type == null ? null : type.struct();
        FieldSchema field = struct == null ? null : struct.field(id);
        if (id == 0 && field == null) {
            return type;
        }
        path.append('.').append(field == null ? "field " + id : field.name());
        return field == null ? null : field.type();
    }
}
