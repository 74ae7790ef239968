package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the constants and enum values that names mean where a value stands. */
final class ValueNames {
    /** What a name means: a value and the type it was declared with. */
    private record Named(TypeSchema type, Object value) {}

    private final FileScope scope;
    private final SourceText source;
    private final Declarations declarations;
    private final Included included;
    private final TypeResolver types;
    private final ValueResolver values;
    private final Descent descent;
    private final Map<String, IdlConstant> known = new HashMap<>();

    ValueNames(FileScope scope, TypeResolver types, ValueResolver values) {
        this.scope = scope;
        this.source = scope.source();
        this.declarations = scope.declarations();
        this.included = scope.included();
        this.types = types;
        this.values = values;
        this.descent = new Descent(source, "constants");
    }

    IdlConstant constant(Syntax.Constant constant) {
        String name = constant.name().name();
        IdlConstant made = known.get(name);
        if (made == null) {
            made = descent.into(constant.name(), () -> make(constant));
            known.put(name, made);
        }
        return made;
    }

    private IdlConstant make(Syntax.Constant constant) {
        TypeSchema type = types.type(constant.type());
        Object value = values.value(type, constant.value());
        return new IdlConstant(constant.name().name(), type, value, constant.notes());
    }

    /**
     * What a name says, at its own place.
     *
     * @param type where it stands; of an enum, its values need no prefix
     * @throws IdlException if it says nothing, or a value of another enum
     */
    Syntax.Value value(TypeSchema type, Syntax.Reference name) {
        Named named = find(type, name.name());
        if (named == null) {
            throw unknown(type, name);
        }
        EnumSchema other = named.type().enumeration();
        if (other != null && type.enumeration() != null && other != type.enumeration()) {
            String is = SourceText.shortened(name.name()) + " of " + other.name();
            throw source.error(name.at(), "wrong value", is, type.enumeration().name());
        }
        return ValueText.syntax(name.at(), named.value());
    }

    private @Nullable Named find(TypeSchema type, String name) {
        Syntax.Constant own = declarations.constants().get(name);
        if (own != null) {
            IdlConstant constant = constant(own);
            return new Named(constant.type(), constant.value());
        }
        Named named = member(types::find, name);
        if (named == null) {
            named = included.find(name, ValueNames::of);
        }
        return named == null && type.enumeration() != null ? member(type, name) : named;
    }

    private static @Nullable Named of(IdlDocument document, String name) {
        IdlConstant constant = document.constants().get(name);
        return constant == null
                ? member(document::type, name)
                : new Named(constant.type(), constant.value());
    }

    /** A value of an enum that is named before the last dot. */
    private static @Nullable Named member(
            Function<String, @Nullable TypeSchema> types, String name) {
        int dot = name.lastIndexOf('.');
        TypeSchema type = dot < 0 ? null : types.apply(name.substring(0, dot));
        return type == null ? null : member(type, name.substring(dot + 1));
    }

    private static @Nullable Named member(TypeSchema type, String name) {
        Integer number =
                type.enumeration() == null ? null : type.enumeration().constants().get(name);
        return number == null ? null : new Named(type, number);
    }

    private IdlException unknown(TypeSchema type, Syntax.Reference name) {
        List<String> names =
                Stream.of(
                                declarations.constants().keySet().stream(),
                                members(type),
                                included.names(IdlDocument::constants),
                                Stream.of("true", "false"))
                        .flatMap(stream -> stream)
                        .toList();
        return source.error(
                name.at(),
                "unknown constant",
                SourceText.shortened(name.name()),
                "a constant or a value of an enum" + scope.hint(name.name(), names));
    }

    private static Stream<String> members(TypeSchema type) {
        EnumSchema enumeration = type.enumeration();
        return enumeration == null
                ? Stream.of()
                : enumeration.constants().keySet().stream()
                        .flatMap(member -> Stream.of(enumeration.name() + '.' + member, member));
    }
}
