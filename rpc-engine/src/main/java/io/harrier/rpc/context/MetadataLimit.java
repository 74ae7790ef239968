package io.harrier.rpc.context;

import java.util.Map;

/** What one call may take along of its user's metadata; what others sent us is passed on whole. */
final class MetadataLimit {
    private static final int MAX_ENTRIES = 64;
    private static final int MAX_CHARS = 8 * 1024;

    private MetadataLimit() {}

    /** Puts a pair. @throws IllegalArgumentException if that makes too many, or too much */
    static void put(Map<String, String> values, String key, String value) {
        int chars = key.length() + value.length();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            chars += entry.getKey().length() + entry.getValue().length();
        }
        boolean added = !values.containsKey(key);
        if (chars > MAX_CHARS || added && values.size() == MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "metadata with "
                            + key
                            + ": "
                            + (values.size() + (added ? 1 : 0))
                            + " entries, "
                            + chars
                            + " characters (expected: at most "
                            + MAX_ENTRIES
                            + " and "
                            + MAX_CHARS
                            + ')');
        }
        values.put(key, value);
    }
}
