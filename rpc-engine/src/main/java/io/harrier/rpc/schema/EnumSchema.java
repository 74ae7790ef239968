package io.harrier.rpc.schema;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum. */
public final class EnumSchema {
    private final String name;
    private final Map<String, Integer> constants;
    private final Notes notes;
    private final Map<String, Notes> constantNotes;
    private final Map<Integer, String> names = new HashMap<>();

    public EnumSchema(String name, Map<String, Integer> constants) {
        this(name, constants, Notes.NONE, Map.of());
    }

    /**
     * @param constants their numbers on the wire, by name, in the order of their declaration
     * @param constantNotes of the constants that have any, by name
     */
    public EnumSchema(
            String name,
            Map<String, Integer> constants,
            Notes notes,
            Map<String, Notes> constantNotes) {
        this.name = name;
        this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        this.notes = notes;
        this.constantNotes = Map.copyOf(constantNotes);
        constants.forEach((constant, number) -> names.putIfAbsent(number, constant));
    }

    public String name() {
        return name;
    }

    /** The numbers on the wire, by name, in the order of their declaration. */
    public Map<String, Integer> constants() {
        return constants;
    }

    /** The constant of this number; null if there is none. */
    public @Nullable String nameOf(int number) {
        return names.get(number);
    }

    public Notes notes() {
        return notes;
    }

    public Notes notes(String constant) {
        return constantNotes.getOrDefault(constant, Notes.NONE);
    }

    @Override
    public String toString() {
        return name;
    }
}
