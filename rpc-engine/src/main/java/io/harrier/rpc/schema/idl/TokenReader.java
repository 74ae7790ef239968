package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Takes the tokens that the language wants at a place, or says what stands there instead. */
final class TokenReader {
    /** A name must be none of these: it could not be told from the language's own words. */
    private static final Set<String> WORDS =
            Set.of(
                    """
                    async binary bool byte const cpp_include cpp_type double enum exception extends
                    false i16 i32 i64 i8 include list map namespace oneway optional required
                    senum service set slist string struct throws true typedef union uuid void
                    xsd_all xsd_attrs xsd_nillable xsd_optional
                    """
                            .strip()
                            .split("\\s+"));

    private final IdlLexer lexer;

    TokenReader(IdlLexer lexer) {
        this.lexer = lexer;
    }

    IdlLexer lexer() {
        return lexer;
    }

    boolean accept(char symbol) {
        boolean isThere = lexer.isSymbol(symbol);
        if (isThere) {
            lexer.next();
        }
        return isThere;
    }

    boolean accept(String word) {
        boolean isThere = lexer.isName(word);
        if (isThere) {
            lexer.next();
        }
        return isThere;
    }

    void expect(char symbol, String why) {
        if (!accept(symbol)) {
            throw unexpected('"' + String.valueOf(symbol) + "\" " + why);
        }
    }

    /** The comma or semicolon that may end a thing. */
    void separator() {
        if (!accept(',')) {
            accept(';');
        }
    }

    /** A name for a new thing. */
    Syntax.Name newName(String of) {
        Syntax.Name name = anyName(of);
        if (WORDS.contains(name.name())) {
            throw lexer.source()
                    .error(
                            name.at(),
                            "a word of the language",
                            name.name(),
                            "another name for " + of);
        }
        return name;
    }

    /** A name where every word may stand. */
    Syntax.Name anyName(String of) {
        Syntax.Name name = reference("the name of " + of);
        if (name.name().indexOf('.') >= 0) {
            throw lexer.source()
                    .error(name.at(), "a name with a dot", name.name(), "one without, for " + of);
        }
        return name;
    }

    /** A name, maybe of another file's thing. */
    Syntax.Name reference(String expected) {
        if (lexer.token() != Token.NAME) {
            throw unexpected(expected);
        }
        Syntax.Name name = new Syntax.Name(lexer.at(), lexer.raw());
        lexer.next();
        return name;
    }

    Syntax.Text text(String expected) {
        if (lexer.token() != Token.TEXT) {
            throw unexpected(expected);
        }
        Syntax.Text text = new Syntax.Text(lexer.at(), Literals.text(lexer.raw()));
        lexer.next();
        return text;
    }

    /** Whole, and between two bounds. */
    Syntax.Whole whole(String expected, long min, long max) {
        if (lexer.token() != Token.WHOLE) {
            throw unexpected(expected);
        }
        Syntax.Whole whole = new Syntax.Whole(lexer.at(), Literals.whole(lexer));
        if (whole.number() < min || whole.number() > max) {
            throw unexpected("a number, " + min + ".." + max);
        }
        lexer.next();
        return whole;
    }

    /** In parentheses, by name; the last one of a name counts. None are there mostly. */
    Map<String, String> annotations() {
        if (!accept('(')) {
            return Map.of();
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        while (!accept(')')) {
            String name = reference("the name of an annotation, or \")\"").name();
            String value = accept('=') ? text("a string as the annotation's value").text() : "1";
            annotations.put(name, value);
            separator();
        }
        return annotations;
    }

    Notes notes(String doc) {
        Map<String, String> annotations = annotations();
        return doc.isEmpty() && annotations.isEmpty() ? Notes.NONE : new Notes(doc, annotations);
    }

    IdlException unexpected(String expected) {
        return lexer.source().error(lexer.at(), "unexpected", lexer.seen(), expected);
    }

    IdlException tooDeep() {
        return lexer.source()
                .error(lexer.at(), "nested too deep (expected: at most " + IdlLimits.DEPTH + ')');
    }
}
