package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Types of an IDL as one file writes them. Binaries are ByteBuffers, which are equal by content.
 */
final class JavaTypes {
    private final TypeNames names;
    private final Imports imports;

    JavaTypes(TypeNames names, Imports imports) {
        this.names = names;
        this.imports = imports;
    }

    /** A primitive, where there is one. */
    String plain(TypeSchema type) {
        return switch (type.kind()) {
            case VOID -> "void";
            case BOOL -> "boolean";
            case I8 -> "byte";
            case I16 -> "short";
            case I32 -> "int";
            case I64 -> "long";
            case DOUBLE -> "double";
            default -> object(type);
        };
    }

    /** What may be null, and may stand between angle brackets. */
    String object(TypeSchema type) {
        return switch (type.kind()) {
            case VOID -> imports.name(Void.class);
            case BOOL -> imports.name(Boolean.class);
            case I8 -> imports.name(Byte.class);
            case I16 -> imports.name(Short.class);
            case I32 -> imports.name(Integer.class);
            case I64 -> imports.name(Long.class);
            case DOUBLE -> imports.name(Double.class);
            case STRING -> imports.name(String.class);
            case BINARY -> imports.name(ByteBuffer.class);
            case UUID -> imports.name(UUID.class);
            case ENUM -> imports.name(names.of(Objects.requireNonNull(type.enumeration())));
            case STRUCT -> imports.name(names.of(Objects.requireNonNull(type.struct())));
            case LIST -> of(List.class, element(type));
            case SET -> of(Set.class, element(type));
            case MAP ->
                    of(
                            Map.class,
                            object(Objects.requireNonNull(type.key())) + ", " + element(type));
        };
    }

    String optional(TypeSchema type) {
        return of(Optional.class, object(type));
    }

    private String element(TypeSchema type) {
        return object(Objects.requireNonNull(type.element()));
    }

    private String of(Class<?> generic, String arguments) {
        return imports.name(generic) + '<' + arguments + '>';
    }
}
