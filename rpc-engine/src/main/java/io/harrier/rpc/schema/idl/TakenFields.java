package io.harrier.rpc.schema.idl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The ids and names that the fields of one struct have so far. */
final class TakenFields {
    private final Map<Integer, String> ids = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private int belowZero = -1;

    /** The id of a field that states none: -1, -2 and so on, as Apache's compiler has it. */
    int nextBelowZero() {
        return belowZero;
    }

    /**
     * @param at where the field begins
     */
    void add(SourceText source, int at, int id, Syntax.Name name) {
        String other = ids.putIfAbsent(id, name.name());
        if (other != null) {
            throw source.error(
                    at, "field id taken", id + " is that of " + other, "an id of its own");
        }
        if (!names.add(name.name())) {
            throw source.error(name.at(), "field name taken", name.name(), "a name of its own");
        }
        if (id <= 0) {
            belowZero = id == 0 ? belowZero : id - 1;
        }
    }
}
