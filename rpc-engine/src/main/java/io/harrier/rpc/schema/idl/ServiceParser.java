package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses services. */
final class ServiceParser {
    private final TokenReader in;
    private final TypeParser types;
    private final FieldParser fields;

    ServiceParser(TokenReader in, TypeParser types, FieldParser fields) {
        this.in = in;
        this.types = types;
        this.fields = fields;
    }

    /** What stands behind the word service. */
    Syntax.Service service(String doc) {
        Syntax.Name name = in.newName("a service");
        Syntax.Name parent = in.accept("extends") ? in.reference("the name of a service") : null;
        in.expect('{', "before the methods of " + name.name());
        List<Syntax.Method> methods = new ArrayList<>();
        while (!in.accept('}')) {
            methods.add(method());
        }
        return new Syntax.Service(name, parent, methods, in.notes(doc));
    }

    private Syntax.Method method() {
        String doc = in.lexer().doc();
        boolean isOneway = in.accept("oneway") || in.accept("async");
        int valueAt = in.lexer().at();
        Syntax.Type value = types.valueOrVoid();
        Syntax.Name name = in.anyName("a method");
        in.expect('(', "before the parameters of " + name.name());
        List<Syntax.Field> arguments = fields.until(')', 0);
        int throwsAt = in.lexer().at();
        List<Syntax.Field> exceptions = exceptions(name);
        if (isOneway) {
            requireNoReply(valueAt, value, throwsAt, exceptions);
        }
        Notes notes = in.notes(doc);
        in.separator();
        return new Syntax.Method(name, isOneway, value, arguments, exceptions, notes);
    }

    private List<Syntax.Field> exceptions(Syntax.Name method) {
        if (!in.accept("throws")) {
            return List.of();
        }
        in.expect('(', "before the exceptions of " + method.name());
        return fields.until(')', 0);
    }

    private void requireNoReply(
            int valueAt,
            Syntax.@Nullable Type value,
            int throwsAt,
            List<Syntax.Field> exceptions) {
        SourceText source = in.lexer().source();
        if (value != null) {
            throw source.error(
                    valueAt, "a oneway method with a value (expected: void, as nothing comes back)");
        }
        if (!exceptions.isEmpty()) {
            throw source.error(
                    throwsAt,
                    "a oneway method with exceptions (expected: none, as nothing comes back)");
        }
    }
}
