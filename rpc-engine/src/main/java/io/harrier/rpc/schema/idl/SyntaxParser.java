package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.StructSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses a file by recursive descent: first its headers, then its definitions. */
final class SyntaxParser {
    private static final List<String> HEADERS = List.of("include", "cpp_include", "namespace");
    private static final List<String> DEFINITIONS =
            List.of(
                    "const", "typedef", "enum", "senum", "struct", "union", "exception", "service");

    private final TokenReader in;
    private final TypeParser types;
    private final ValueParser values;
    private final EnumParser enums;
    private final FieldParser fields;
    private final ServiceParser services;
    private final Map<String, Syntax.Namespace> namespaces = new LinkedHashMap<>();
    private final List<Syntax.Text> includes = new ArrayList<>();
    private final List<Syntax.Text> cppIncludes = new ArrayList<>();
    private final List<Syntax.Definition> definitions = new ArrayList<>();

    private SyntaxParser(SourceText source) {
        in = new TokenReader(new IdlLexer(source));
        types = new TypeParser(in);
        values = new ValueParser(in);
        enums = new EnumParser(in);
        fields = new FieldParser(in, types, values);
        services = new ServiceParser(in, types, fields);
    }

    /**
     * @throws IdlException at the first place where the text is no IDL
     */
    static Syntax parse(SourceText source) {
        return new SyntaxParser(source).file();
    }

    private Syntax file() {
        boolean hasHeader = HEADERS.stream().anyMatch(in.lexer()::isName);
        String doc = hasHeader ? in.lexer().doc() : "";
        while (header()) {
            in.separator();
        }
        while (in.lexer().token() != Token.END) {
            definitions.add(definition());
            in.separator();
        }
        Notes notes = doc.isEmpty() ? Notes.NONE : new Notes(doc, Map.of());
        return new Syntax(notes, namespaces, includes, cppIncludes, definitions);
    }

    private boolean header() {
        if (in.accept("include")) {
            return includes.add(in.text("the file to include, as a string"));
        }
        if (in.accept("cpp_include")) {
            return cppIncludes.add(in.text("the file to include, as a string"));
        }
        return in.accept("namespace") && namespace();
    }

    private boolean namespace() {
        String language = in.accept('*') ? "*" : in.reference("a language, or \"*\"").name();
        String name = in.reference("a namespace").name();
        namespaces.put(language, new Syntax.Namespace(name, in.notes("")));
        return true;
    }

    private Syntax.Definition definition() {
        String doc = in.lexer().doc();
        Syntax.Name word = in.lexer().token() == Token.NAME ? in.reference("") : null;
        if (word == null) {
            throw in.unexpected("a definition");
        }
        return switch (word.name()) {
            case "const" -> constant(doc);
            case "typedef" -> typedef(doc);
            case "enum" -> enums.enumeration(doc);
            case "senum" -> enums.senum(doc);
            case "struct" -> struct(StructSchema.Kind.STRUCT, doc);
            case "union" -> struct(StructSchema.Kind.UNION, doc);
            case "exception" -> struct(StructSchema.Kind.EXCEPTION, doc);
            case "service" -> services.service(doc);
            default -> throw unknown(word);
        };
    }

    private Syntax.Constant constant(String doc) {
        Syntax.Type type = types.type();
        Syntax.Name name = in.newName("a constant");
        in.expect('=', "before the value of " + name.name());
        Syntax.Value value = values.value();
        return new Syntax.Constant(name, type, value, in.notes(doc));
    }

    private Syntax.Typedef typedef(String doc) {
        Syntax.Type type = types.type();
        Syntax.Name name = in.newName("a typedef");
        return new Syntax.Typedef(name, type, FieldParser.withType(in.notes(doc), type));
    }

    private Syntax.Struct struct(StructSchema.Kind kind, String doc) {
        Syntax.Name name = in.newName("a struct, union or exception");
        in.accept("xsd_all");
        in.expect('{', "before the fields of " + name.name());
        List<Syntax.Field> members = fields.until('}', 0);
        return new Syntax.Struct(name, kind, members, in.notes(doc));
    }

    private IdlException unknown(Syntax.Name word) {
        SourceText source = in.lexer().source();
        if (HEADERS.contains(word.name())) {
            return source.error(
                    word.at(), word.name() + " behind a definition (expected: before all of them)");
        }
        String expected = String.join(", ", DEFINITIONS);
        return source.error(
                word.at(),
                "unexpected",
                '"' + SourceText.shortened(word.name()) + '"',
                expected + NearName.hint(word.name(), DEFINITIONS));
    }
}
