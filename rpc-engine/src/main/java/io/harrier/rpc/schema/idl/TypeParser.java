package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses types, with the annotations that stand behind them. */
final class TypeParser {
    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    Map.entry("bool", Kind.BOOL),
                    Map.entry("byte", Kind.I8),
                    Map.entry("i8", Kind.I8),
                    Map.entry("i16", Kind.I16),
                    Map.entry("i32", Kind.I32),
                    Map.entry("i64", Kind.I64),
                    Map.entry("double", Kind.DOUBLE),
                    Map.entry("string", Kind.STRING),
                    Map.entry("slist", Kind.STRING),
                    Map.entry("binary", Kind.BINARY),
                    Map.entry("uuid", Kind.UUID));

    /** What a name in the place of a type may have been meant to be. */
    static final List<String> WORDS =
            Stream.concat(KINDS.keySet().stream().sorted(), Stream.of("list", "set", "map")).toList();

    private final TokenReader in;

    TypeParser(TokenReader in) {
        this.in = in;
    }

    static Syntax.Type string(int at) {
        return new Syntax.Type(at, Kind.STRING, "", null, null, Map.of());
    }

    /** Null for void, with which a method says that it has no value. */
    Syntax.@Nullable Type valueOrVoid() {
        return in.accept("void") ? null : type();
    }

    Syntax.Type type() {
        return type(0);
    }

    private Syntax.Type type(int depth) {
        if (depth == IdlLimits.DEPTH) {
            throw in.tooDeep();
        }
        Syntax.Name name = in.reference("a type");
        Kind kind = KINDS.get(name.name());
        if (kind != null) {
            return of(name, kind, null, null);
        }
        return switch (name.name()) {
            case "list" -> container(name, Kind.LIST, depth);
            case "set" -> container(name, Kind.SET, depth);
            case "map" -> map(name, depth);
            case "void" -> throw noType(name);
            default -> new Syntax.Type(name.at(), null, name.name(), null, null, Map.of());
        };
    }

    private IdlException noType(Syntax.Name name) {
        return in.lexer()
                .source()
                .error(name.at(), "void here", name.name(), "a type; only a method may have none");
    }

    private Syntax.Type container(Syntax.Name name, Kind kind, int depth) {
        cppType();
        in.expect('<', "before the type of the elements");
        Syntax.Type element = type(depth + 1);
        in.expect('>', "behind the type of the elements");
        cppType();
        return of(name, kind, null, element);
    }

    private Syntax.Type map(Syntax.Name name, int depth) {
        cppType();
        in.expect('<', "before the type of the keys");
        Syntax.Type key = type(depth + 1);
        in.expect(',', "between the types of keys and values");
        Syntax.Type element = type(depth + 1);
        in.expect('>', "behind the type of the values");
        return of(name, Kind.MAP, key, element);
    }

    private Syntax.Type of(
            Syntax.Name name, Kind kind, Syntax.@Nullable Type key, Syntax.@Nullable Type element) {
        return new Syntax.Type(name.at(), kind, "", key, element, in.annotations());
    }

    /** Of no meaning outside of C++. */
    private void cppType() {
        if (in.accept("cpp_type")) {
            in.text("the C++ type as a string");
        }
    }
}
