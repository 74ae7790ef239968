package io.harrier.rpc.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the author of a schema wrote beside a thing; nothing of it travels.
 *
 * @param doc the comment before it, without its stars; empty if there is none
 * @param annotations of Thrift's IDL, by name, in their order; {@code "1"} for one without a value
 */
public record Notes(String doc, Map<String, String> annotations) {
    public static final Notes NONE = new Notes("", Map.of());

    public Notes {
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }
}
