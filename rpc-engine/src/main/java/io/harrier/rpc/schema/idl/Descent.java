package io.harrier.rpc.schema.idl;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The definitions being looked up, each because the one before it needs it. */
final class Descent {
    private final SourceText source;
    private final String what;
    private final Set<String> open = new LinkedHashSet<>();

    /**
     * @param what is looked up, in the plural
     */
    Descent(SourceText source, String what) {
        this.source = source;
        this.what = what;
    }

    /**
     * Looks one up.
     *
     * @throws IdlException if it needs itself, or this would go too deep
     */
    <T> T into(Syntax.Name name, Supplier<T> lookUp) {
        if (!open.add(name.name())) {
            String circle = String.join(" -> ", open) + " -> " + name.name();
            throw source.error(
                    name.at(),
                    what + " in a circle",
                    SourceText.shortened(circle),
                    "one that ends");
        }
        if (open.size() > IdlLimits.DEPTH) {
            throw source.error(
                    name.at(), what + " too deep (expected: at most " + IdlLimits.DEPTH + ')');
        }
        T found = lookUp.get();
        open.remove(name.name());
        return found;
    }
}
