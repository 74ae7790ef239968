package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.error.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The value of {@code biz-extra}: a JSON object whose values are strings.
 *
 * <p>Small on purpose, so that the engine needs no JSON library for one header.
 */
public final class BizExtra {
    private final String json;
    private int at;

    private BizExtra(String json) {
        this.json = json;
    }

    public static String write(Map<String, String> extra) {
        StringBuilder out = new StringBuilder("{");
        extra.forEach(
                (key, value) -> {
                    out.append(out.length() == 1 ? "" : ",");
                    quote(out, key);
                    quote(out.append(':'), value);
                });
        return out.append('}').toString();
    }

    /**
     * @throws ProtocolException if it is anything else
     */
    public static Map<String, String> read(String json) {
        return new BizExtra(json).object();
    }

    private Map<String, String> object() {
        Map<String, String> extra = new LinkedHashMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
            return end(extra);
        }
        while (true) {
            String key = string();
            expect(':');
            extra.put(key, string());
            if (peek() == '}') {
                at++;
                return end(extra);
            }
            expect(',');
        }
    }

    private Map<String, String> end(Map<String, String> extra) {
        if (peek() != 0 || at < json.length()) {
            throw unexpected("the end");
        }
        return extra;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped(next()) : c);
        }
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            case '"', '\\', '/' -> c;
            default -> throw unexpected("an escape");
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw unexpected("four hex digits");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected("'" + c + "'");
        }
        at++;
    }

    /** The next character that is not white space; 0 at the end. */
    private char peek() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    private char next() {
        if (at == json.length()) {
            throw unexpected("more");
        }
        return json.charAt(at++);
    }

    private ProtocolException unexpected(String expected) {
        return new ProtocolException(
                "biz-extra at character "
                        + at
                        + " of "
                        + json.length()
                        + " (expected: "
                        + expected
                        + " of a JSON object of strings)");
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
