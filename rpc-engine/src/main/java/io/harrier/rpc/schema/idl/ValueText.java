package io.harrier.rpc.schema.idl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** Values as the language writes them. */
final class ValueText {
    private ValueText() {}

    /** For a message. */
    static String of(Syntax.Value value) {
        if (value instanceof Syntax.Whole whole) {
            return Long.toString(whole.number());
        }
        if (value instanceof Syntax.Truth truth) {
            return Boolean.toString(truth.isTrue());
        }
        if (value instanceof Syntax.Real real) {
            return Double.toString(real.number());
        }
        if (value instanceof Syntax.Text text) {
            return Literals.literal(SourceText.shortened(text.text()));
        }
        return value instanceof Syntax.Items ? "a list" : "a map";
    }

    /** What a file says to mean this value, which has the form of TypeSchema's values. */
    static Syntax.Value syntax(int at, Object value) {
        if (value instanceof Boolean truth) {
            return new Syntax.Truth(at, truth);
        }
        if (value instanceof Double real) {
            return new Syntax.Real(at, real);
        }
        if (value instanceof Number whole) {
            return new Syntax.Whole(at, whole.longValue());
        }
        if (value instanceof ByteBuffer bytes) {
            String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
            return new Syntax.Text(at, text);
        }
        if (value instanceof Collection<?> items) {
            return new Syntax.Items(at, items.stream().map(item -> syntax(at, item)).toList());
        }
        return value instanceof Map<?, ?> map ? entries(at, map) : text(at, value);
    }

    private static Syntax.Value text(int at, Object textOrUuid) {
        return new Syntax.Text(at, textOrUuid.toString());
    }

    private static Syntax.Value entries(int at, Map<?, ?> map) {
        return new Syntax.Entries(
                at,
                map.entrySet().stream()
                        .map(e -> new Syntax.Entry(syntax(at, e.getKey()), syntax(at, e.getValue())))
                        .toList());
    }
}
