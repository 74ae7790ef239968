package io.harrier.rpc.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An enum.
 *
 * @param constants their numbers on the wire, by name, in the order of their declaration
 */
public record EnumSchema(String name, Map<String, Integer> constants) {
    public EnumSchema {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }
}
