package io.harrier.rpc.rules;

import io.harrier.rpc.protocol.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Strings of a document, and how messages show them. */
final class JsonTexts {
    private static final int MAX_SHOWN = 100;

    /** What no line of a log should have within it. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

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
        return CONTROL.matcher(cut).replaceAll("?");
    }

    /**
     * One step of a JSON pointer: the whole name, unless it is longer than any that a document may
     * have. Then it says how much is left out. Control characters stand as JSON escapes them.
     */
    static String step(String name) {
        int more = name.codePointCount(0, name.length()) - RuleKey.MAX_LENGTH;
        String step =
                more <= 0
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, RuleKey.MAX_LENGTH));
        String escaped =
                CONTROL.matcher(step.replace("~", "~0").replace("/", "~1"))
                        .replaceAll(JsonTexts::escape);
        return '/' + escaped + (more <= 0 ? "" : "...(" + more + " characters more)");
    }

    private static String escape(MatchResult control) {
        return String.format("\\\\u%04x", (int) control.group().charAt(0));
    }
}
