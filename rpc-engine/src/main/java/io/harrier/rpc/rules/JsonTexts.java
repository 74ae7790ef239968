package io.harrier.rpc.rules;

import io.harrier.rpc.protocol.json.JsonScanner;
import java.nio.charset.StandardCharsets;

/** Strings of a document, and how messages show them. */
final class JsonTexts {
    private static final int MAX_SHOWN = 100;

    private JsonTexts() {}

    /** Reads a string. */
    static String read(JsonScanner in, String expected) {
        in.readString(expected);
        return last(in);
    }

    /** The name or string that was read last. */
    static String last(JsonScanner in) {
        return new String(in.text(), in.textAt(), in.textLength(), StandardCharsets.UTF_8);
    }

    /** Cut, and without what would make it look like another line of a log. */
    static String shown(String text) {
        String cut = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
        return cut.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }

    /** One step of a JSON pointer. */
    static String step(String name) {
        return '/' + shown(name).replace("~", "~0").replace("/", "~1");
    }
}
