package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the types that names mean: of this file, in any order, and of the included ones. */
final class TypeResolver {
    private static final Map<Kind, TypeSchema> BASE = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            BASE.put(kind, TypeSchema.of(kind));
        }
    }

    private final FileScope scope;
    private final SourceText source;
    private final Declarations declarations;
    private final Included included;
    private final Descent descent;
    private final Map<String, TypeSchema> known = new HashMap<>();
    private final Map<StructSchema, StructFields> structs = new LinkedHashMap<>();

    TypeResolver(FileScope scope) {
        this.scope = scope;
        this.source = scope.source();
        this.declarations = scope.declarations();
        this.included = scope.included();
        this.descent = new Descent(source, "typedefs");
    }

    /** The structs of this file that were met so far, with what becomes their fields. */
    Map<StructSchema, StructFields> structs() {
        return structs;
    }

    /**
     * @throws IdlException if a name in it is that of no type
     */
    TypeSchema type(Syntax.Type type) {
        if (type.kind() == null) {
            return named(type);
        }
        TypeSchema schema =
                switch (type.kind()) {
                    case LIST -> TypeSchema.list(type(Objects.requireNonNull(type.element())));
                    case SET -> TypeSchema.set(type(Objects.requireNonNull(type.element())));
                    case MAP -> map(Objects.requireNonNull(type.key()), type);
                    default -> Objects.requireNonNull(BASE.get(type.kind()));
                };
        requireSmall(schema, type.at());
        return schema;
    }

    /** The type of this name; null if there is none. */
    @Nullable TypeSchema find(String name) {
        TypeSchema schema = known.get(name);
        if (schema == null) {
            Syntax.Definition own = declarations.types().get(name);
            schema = own == null ? included.find(name, IdlDocument::type) : defined(own);
            if (schema != null) {
                known.put(name, schema);
            }
        }
        return schema;
    }

    private TypeSchema map(Syntax.Type key, Syntax.Type type) {
        return TypeSchema.map(type(key), type(Objects.requireNonNull(type.element())));
    }

    private TypeSchema named(Syntax.Type type) {
        TypeSchema schema = find(type.name());
        if (schema == null) {
            List<String> names =
                    Stream.of(
                                    ownNames(),
                                    included.names(IdlDocument::structs),
                                    included.names(IdlDocument::enums),
                                    included.names(IdlDocument::typedefs),
                                    TypeParser.WORDS.stream())
                            .flatMap(stream -> stream)
                            .toList();
            throw source.error(
                    type.at(),
                    "unknown type",
                    SourceText.shortened(type.name()),
                    "the name of a type" + scope.hint(type.name(), names));
        }
        return schema;
    }

    private Stream<String> ownNames() {
        return declarations.types().values().stream()
                .filter(definition -> !(definition instanceof Syntax.Service))
                .map(definition -> definition.name().name());
    }

    private @Nullable TypeSchema defined(Syntax.Definition definition) {
        if (definition instanceof Syntax.Typedef typedef) {
            return descent.into(typedef.name(), () -> type(typedef.type()));
        }
        if (definition instanceof Syntax.Enumeration enumeration) {
            return TypeSchema.enumeration(enumeration(enumeration));
        }
        return definition instanceof Syntax.Struct struct ? struct(struct) : null;
    }

    private static EnumSchema enumeration(Syntax.Enumeration enumeration) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, Notes> notes = new HashMap<>();
        for (Syntax.Member member : enumeration.members()) {
            numbers.put(member.name().name(), member.number());
            if (member.notes() != Notes.NONE) {
                notes.put(member.name().name(), member.notes());
            }
        }
        return new EnumSchema(enumeration.name().name(), numbers, enumeration.notes(), notes);
    }

    private TypeSchema struct(Syntax.Struct struct) {
        StructFields fields = new StructFields();
        StructSchema schema =
                new StructSchema(struct.name().name(), struct.kind(), struct.notes(), fields);
        structs.put(schema, fields);
        return TypeSchema.struct(schema);
    }

    private void requireSmall(TypeSchema type, int at) {
        if (parts(type) > IdlLimits.TYPE_PARTS) {
            throw source.error(
                    at,
                    "a type too big (expected: at most "
                            + (IdlLimits.TYPE_PARTS + " parts, typedefs seen through)"));
        }
    }

    private static int parts(@Nullable TypeSchema type) {
        return type == null ? 0 : 1 + parts(type.key()) + parts(type.element());
    }
}
