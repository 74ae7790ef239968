package io.harrier.rpc.schema.idl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a file by name. Types and services share their names; constants have theirs
 * apart.
 */
record Declarations(
        Map<String, Syntax.Definition> types, Map<String, Syntax.Constant> constants) {

    /**
     * @throws IdlException if a name is there twice
     */
    static Declarations of(SourceText source, Syntax syntax) {
        Declarations all = new Declarations(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Syntax.Definition definition : syntax.definitions()) {
            Syntax.Definition other = all.add(definition);
            if (other != null) {
                Syntax.Name name = definition.name();
                String seen = name.name() + " is that of line " + source.line(other.name().at());
                throw source.error(name.at(), "name taken", seen, "a name of its own");
            }
        }
        return all;
    }

    private Syntax.@Nullable Definition add(Syntax.Definition definition) {
        String name = definition.name().name();
        return definition instanceof Syntax.Constant constant
                ? constants.putIfAbsent(name, constant)
                : types.putIfAbsent(name, definition);
    }
}
