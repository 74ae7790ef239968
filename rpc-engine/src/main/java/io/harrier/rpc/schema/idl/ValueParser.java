package io.harrier.rpc.schema.idl;

import java.util.ArrayList;
import java.util.List;

/** Parses constants. */
final class ValueParser {
    private final TokenReader in;

    ValueParser(TokenReader in) {
        this.in = in;
    }

    Syntax.Value value() {
        return value(0);
    }

    private Syntax.Value value(int depth) {
        if (depth == IdlLimits.DEPTH) {
            throw in.tooDeep();
        }
        int at = in.lexer().at();
        return switch (in.lexer().token()) {
            case WHOLE -> in.whole("a number", Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL -> real(at);
            case TEXT -> in.text("a string");
            case NAME -> named();
            default -> composed(at, depth);
        };
    }

    private Syntax.Value real(int at) {
        double number = Double.parseDouble(in.lexer().raw());
        in.lexer().next();
        return new Syntax.Real(at, number);
    }

    private Syntax.Value named() {
        Syntax.Name name = in.reference("a constant");
        return switch (name.name()) {
            case "true" -> new Syntax.Truth(name.at(), true);
            case "false" -> new Syntax.Truth(name.at(), false);
            default -> new Syntax.Reference(name.at(), name.name());
        };
    }

    private Syntax.Value composed(int at, int depth) {
        if (in.accept('[')) {
            return new Syntax.Items(at, items(depth));
        }
        if (in.accept('{')) {
            return new Syntax.Entries(at, entries(depth));
        }
        throw in.unexpected("a value");
    }

    private List<Syntax.Value> items(int depth) {
        List<Syntax.Value> items = new ArrayList<>();
        while (!in.accept(']')) {
            items.add(value(depth + 1));
            in.separator();
        }
        return items;
    }

    private List<Syntax.Entry> entries(int depth) {
        List<Syntax.Entry> entries = new ArrayList<>();
        while (!in.accept('}')) {
            Syntax.Value key = value(depth + 1);
            in.expect(':', "between a key and its value");
            entries.add(new Syntax.Entry(key, value(depth + 1)));
            in.separator();
        }
        return entries;
    }
}
