package io.harrier.rpc.schema.idl;

/** What numbers and strings mean that stand in a text. */
final class Literals {
    private Literals() {}

    /** The number that a lexer stands on. */
    static long whole(IdlLexer lexer) {
        String raw = lexer.raw();
        try {
            int x = raw.indexOf('x');
            return x < 0
                    ? Long.parseLong(raw)
                    : Long.parseLong(raw.substring(0, x - 1) + raw.substring(x + 1), 16);
        } catch (NumberFormatException tooBig) {
            throw lexer.source()
                    .error(lexer.at(), "a number over 64 bits", lexer.seen(), "-2^63..2^63-1");
        }
    }

    /** The string that stands between quotes. An escape that is none stays as it is. */
    static String text(String raw) {
        String inside = raw.substring(1, raw.length() - 1);
        return inside.indexOf('\\') < 0 ? inside : unescaped(inside);
    }

    /** The literal that {@link #text} reads as this string. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> out.append(text.charAt(i));
            }
        }
        return out.append('"').toString();
    }

    private static String unescaped(String inside) {
        StringBuilder out = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\' && i + 1 < inside.length()) {
                out.append(escape(inside.charAt(++i)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\'', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
