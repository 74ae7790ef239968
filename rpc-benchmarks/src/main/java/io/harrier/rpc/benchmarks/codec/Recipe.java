package io.harrier.rpc.benchmarks.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the same values again and again, and no object that is not part of them: what it allocates
 * is what the values take. Texts are of one byte a character; names of fields are not made again.
 */
interface Recipe {
    Object make();

    static Recipe of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (value instanceof Collection<?> elements) {
            return ofElements(elements);
        }
        return value instanceof ByteBuffer bytes
                ? ofBytes(bytes)
                : value instanceof String text ? ofText(text) : ofNumber(value);
    }

    private static Recipe ofMap(Map<?, ?> map) {
        List<Object> keys = new ArrayList<>(map.keySet());
        List<Recipe> values = map.values().stream().map(Recipe::of).toList();
        return () -> {
            Map<Object, Object> made = new LinkedHashMap<>(capacity(keys.size()));
            for (int i = 0; i < keys.size(); i++) {
                made.put(keys.get(i), values.get(i).make());
            }
            return made;
        };
    }

    private static Recipe ofElements(Collection<?> elements) {
        List<Recipe> recipes = elements.stream().map(Recipe::of).toList();
        boolean isSet = elements instanceof Set;
        return () -> {
            Collection<Object> made =
                    isSet
                            ? new LinkedHashSet<>(capacity(recipes.size()))
                            : new ArrayList<>(recipes.size());
            for (int i = 0; i < recipes.size(); i++) {
                made.add(recipes.get(i).make());
            }
            return made;
        };
    }

    private static Recipe ofBytes(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return () -> ByteBuffer.wrap(array.clone());
    }

    private static Recipe ofText(String text) {
        byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
        return () -> new String(latin1, StandardCharsets.ISO_8859_1);
    }

    private static Recipe ofNumber(Object value) {
        if (value instanceof Long number) {
            long same = number;
            return () -> same;
        }
        if (value instanceof Integer number) {
            int same = number;
            return () -> same;
        }
        if (value instanceof Double number) {
            double same = number;
            return () -> same;
        }
        return () -> value;
    }

    private static int capacity(int count) {
        return count + count / 3 + 1;
    }
}
