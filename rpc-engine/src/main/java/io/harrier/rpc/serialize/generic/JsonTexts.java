package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;
import io.harrier.rpc.serialize.ValueException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Whole JSON texts, in the forms that people have them. */
final class JsonTexts {
    private static final int MAX_DEPTH = ReadLimits.DEFAULT.maxDepth();

    private JsonTexts() {}

    /**
     * @param text a String, or bytes of UTF-8
     * @throws ValueException if it is something else, or half of a surrogate pair is in it
     */
    static JsonScanner scanner(Object text) {
        if (text instanceof ByteBuf buffer) {
            return JsonScanner.of(buffer, MAX_DEPTH);
        }
        byte[] bytes = text instanceof byte[] array ? array : bytes(text);
        return JsonScanner.of(bytes, 0, bytes.length, MAX_DEPTH);
    }

    /** The bytes of a text; a buffer is the caller's own. */
    static ByteBuf buffer(Object text) {
        if (text instanceof ByteBuf buffer) {
            return buffer;
        }
        return Unpooled.wrappedBuffer(text instanceof byte[] array ? array : bytes(text));
    }

    private static byte[] bytes(Object text) {
        if (!(text instanceof CharSequence)) {
            throw new ValueException(
                    "",
                    "expected JSON text (String, byte[] or ByteBuf), got "
                            + text.getClass().getName());
        }
        String string = text.toString();
        requirePairs(string);
        return string.getBytes(StandardCharsets.UTF_8);
    }

    private static void requirePairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new ValueException(
                            "",
                            "expected both halves of a surrogate pair, got one (character "
                                    + (i + 1)
                                    + " of the JSON text)");
                }
                i++;
            }
        }
    }

    /** Writes the value of a whole text. */
    static void write(JsonType type, Object text, ProtocolWriter out) {
        try (JsonScanner in = scanner(text);
                FieldMarks marks = FieldMarks.take()) {
            type.toPayload(in, out, marks);
            in.finish();
        }
    }

    /** Reads a value as text. */
    static String read(JsonType type, ProtocolReader in) {
        try (JsonTextWriter out = JsonTextWriter.take();
                FieldMarks marks = FieldMarks.take()) {
            type.toText(in, out, marks);
            return out.toString();
        }
    }

    /** Reads a value as text, behind what a buffer holds. */
    static void read(JsonType type, ProtocolReader in, ByteBuf text) {
        try (JsonTextWriter out = JsonTextWriter.take();
                FieldMarks marks = FieldMarks.take()) {
            type.toText(in, out, marks);
            out.to(text);
        }
    }
}
