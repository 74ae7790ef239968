package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.ValueException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of values that do not fit their schema. */
final class BadMaps {
    private static final int LONGEST = 60;

    private BadMaps() {}

    static ValueException expected(String type, @Nullable Object value) {
        return new ValueException("", "expected " + type + ", got " + text(value));
    }

    static ValueException missing(FieldSchema field) {
        return new ValueException(
                '.' + field.name(), "expected a value, as the field is required, got none");
    }

    static ValueException unknown(StructSchema struct, Set<?> names) {
        String unknown =
                names.stream()
                        .map(String::valueOf)
                        .filter(name -> struct.field(name) == null)
                        .findFirst()
                        .orElse("?");
        return new ValueException(
                "." + unknown,
                "expected one of "
                        + struct.fields().stream().map(FieldSchema::name).toList()
                        + ", the fields of "
                        + struct);
    }

    /** Strings in quotes; other things with their type where they do not show it. */
    private static String text(@Nullable Object value) {
        String text = String.valueOf(value);
        String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return value instanceof CharSequence
                ? '"' + shortened + '"'
                : value == null
                        ? "null"
                        : shortened + " (" + value.getClass().getSimpleName() + ')';
    }
}
