package io.harrier.rpc.schema.idl;

import java.util.Collection;

/**
 * What a name in a file may mean.
 *
 * @param budget what the load of this file may still take
 */
record FileScope(
        SourceText source, Declarations declarations, Included included, IdlBudget budget) {

    /** The end of a message on an unknown name: what it may have been meant to be, or lacks. */
    String hint(String name, Collection<String> names) {
        String near = NearName.hint(name, names);
        int dot = name.lastIndexOf('.');
        if (near.isEmpty() && dot > 0 && !isKnown(name, name.substring(0, dot))) {
            return "; no include is called " + SourceText.shortened(name.substring(0, dot));
        }
        return near;
    }

    private boolean isKnown(String name, String prefix) {
        return included.has(name) || declarations.types().containsKey(prefix);
    }
}
