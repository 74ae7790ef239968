package io.harrier.rpc.schema;

import org.jspecify.annotations.Nullable;

/**
 * The type of a field.
 *
 * @param key of a map; else null
 * @param element of a list, set or map; else null
 * @param struct of a struct, union or exception; else null
 */
public record TypeSchema(
        Kind kind,
        @Nullable TypeSchema key,
        @Nullable TypeSchema element,
        @Nullable StructSchema struct) {
    /** The types of Thrift, by the names of its IDL. */
    public enum Kind {
        VOID,
        BOOL,
        I8,
        I16,
        I32,
        I64,
        DOUBLE,
        STRING,
        BINARY,
        UUID,
        ENUM,
        LIST,
        SET,
        MAP,
        STRUCT
    }

    /** A type without parts. */
    public static TypeSchema of(Kind kind) {
        return new TypeSchema(kind, null, null, null);
    }

    /**
     * The struct behind this type, or behind the elements of the container that it is; null if
     * there is none.
     */
    public @Nullable StructSchema innerStruct() {
        return element == null ? struct : element.innerStruct();
    }
}
