package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * Types as the language writes them.
 *
 * @param structs their names
 * @param enums their names
 */
record TypeText(Function<StructSchema, String> structs, Function<EnumSchema, String> enums) {
    static final TypeText PLAIN = new TypeText(StructSchema::name, EnumSchema::name);

    String of(TypeSchema type) {
        return switch (type.kind()) {
            case LIST -> "list<" + element(type) + '>';
            case SET -> "set<" + element(type) + '>';
            case MAP -> "map<" + of(Objects.requireNonNull(type.key())) + ", " + element(type) + '>';
            case STRUCT -> structs.apply(Objects.requireNonNull(type.struct()));
            case ENUM -> enums.apply(Objects.requireNonNull(type.enumeration()));
            default -> type.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private String element(TypeSchema type) {
        return of(Objects.requireNonNull(type.element()));
    }
}
