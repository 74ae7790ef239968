package io.harrier.rpc.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of a field.
 *
 * <p>Where a value stands without a class of its own (a default, an argument of a generic call),
 * its Java type is that of its kind: {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer},
 * {@code Long}, {@code Double}, {@code String}, {@code ByteBuffer}, {@code java.util.UUID}; {@code
 * Integer} for an enum; {@code List}, {@code Set}, {@code Map}; for a struct a {@code Map} of its
 * set fields by name.
 *
 * @param key of a map; else null
 * @param element of a list, set or map; else null
 * @param struct of a struct, union or exception; else null
 * @param enumeration of an enum; else null
 */
public record TypeSchema(
        Kind kind,
        @Nullable TypeSchema key,
        @Nullable TypeSchema element,
        @Nullable StructSchema struct,
        @Nullable EnumSchema enumeration) {
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
        return new TypeSchema(kind, null, null, null, null);
    }

    public static TypeSchema list(TypeSchema element) {
        return new TypeSchema(Kind.LIST, null, element, null, null);
    }

    public static TypeSchema set(TypeSchema element) {
        return new TypeSchema(Kind.SET, null, element, null, null);
    }

    public static TypeSchema map(TypeSchema key, TypeSchema value) {
        return new TypeSchema(Kind.MAP, key, value, null, null);
    }

    public static TypeSchema struct(StructSchema struct) {
        return new TypeSchema(Kind.STRUCT, null, null, struct, null);
    }

    public static TypeSchema enumeration(EnumSchema enumeration) {
        return new TypeSchema(Kind.ENUM, null, null, null, enumeration);
    }

    /** As Thrift's IDL writes it, without spaces: {@code map<string,list<User>>}. */
    public String text() {
        return switch (kind) {
            case LIST -> "list<" + text(element) + '>';
            case SET -> "set<" + text(element) + '>';
            case MAP -> "map<" + text(key) + ',' + text(element) + '>';
            case STRUCT -> struct == null ? "struct" : struct.name();
            case ENUM -> enumeration == null ? "enum" : enumeration.name();
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String text(@Nullable TypeSchema part) {
        return part == null ? "?" : part.text();
    }
}
