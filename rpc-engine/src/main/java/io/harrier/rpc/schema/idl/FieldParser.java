package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the fields of structs, and the parameters and exceptions of methods. */
final class FieldParser {
    private static final String END = "a field or the end of the fields";

    private final TokenReader in;
    private final TypeParser types;
    private final ValueParser values;

    FieldParser(TokenReader in, TypeParser types, ValueParser values) {
        this.in = in;
        this.types = types;
        this.values = values;
    }

    /** All up to the closing symbol and this too. */
    List<Syntax.Field> until(char close, int depth) {
        if (depth == IdlLimits.DEPTH) {
            throw in.tooDeep();
        }
        List<Syntax.Field> fields = new ArrayList<>();
        TakenFields taken = new TakenFields();
        while (!in.accept(close)) {
            fields.add(field(taken, depth));
        }
        return fields;
    }

    private Syntax.Field field(TakenFields taken, int depth) {
        String doc = in.lexer().doc();
        int at = in.lexer().at();
        int id = id(taken);
        Requiredness requiredness = requiredness();
        Syntax.Type type = types.type();
        in.accept('&');
        Syntax.Name name = in.anyName("a field");
        taken.add(in.lexer().source(), at, id, name);
        Syntax.Value value = in.accept('=') ? values.value() : null;
        xsd(depth);
        Notes notes = withType(in.notes(doc), type);
        in.separator();
        return new Syntax.Field(id, name, type, requiredness, value, notes);
    }

    private int id(TakenFields taken) {
        if (in.lexer().token() == Token.NAME) {
            return taken.nextBelowZero();
        }
        int id = (int) in.whole(END, Short.MIN_VALUE, Short.MAX_VALUE).number();
        in.expect(':', "behind the id of a field");
        return id;
    }

    private Requiredness requiredness() {
        if (in.accept("required")) {
            return Requiredness.REQUIRED;
        }
        return in.accept("optional") ? Requiredness.OPTIONAL : Requiredness.DEFAULT;
    }

    /** What old files say for XML; it has no meaning. */
    private void xsd(int depth) {
        in.accept("xsd_optional");
        in.accept("xsd_nillable");
        if (in.accept("xsd_attrs")) {
            in.expect('{', "before the attributes");
            until('}', depth + 1);
        }
    }

    /** What is said of a field's type is said of the field. */
    static Notes withType(Notes notes, Syntax.Type type) {
        if (type.annotations().isEmpty()) {
            return notes;
        }
        Map<String, String> all = new LinkedHashMap<>(type.annotations());
        all.putAll(notes.annotations());
        return new Notes(notes.doc(), all);
    }
}
