package io.harrier.rpc.schema.idl;

/**
 * Cuts a text into tokens. It stands on one of them at a time, which its methods tell about.
 *
 * <p>Source: the lexer of Apache Thrift's compiler; but an escape that it does not know stays in
 * the string as it stands, as Kitex has it.
 */
final class IdlLexer {
    private static final String SYMBOLS = ":;,{}()=<>[]*&";

    private final SourceText source;
    private final String text;
    private final IdlComments comments;
    private Token token = Token.END;
    private int start;
    private int end;
    private int previousEnd;

    IdlLexer(SourceText source) {
        this.source = source;
        this.text = source.text();
        this.comments = new IdlComments(source);
        end = text.startsWith("\uFEFF") ? 1 : 0;
        next();
    }

    SourceText source() {
        return source;
    }

    Token token() {
        return token;
    }

    /** Where the token begins; at the end of the file, where the last one ends. */
    int at() {
        return token == Token.END ? previousEnd : start;
    }

    /** The token as it stands in the text. */
    String raw() {
        return text.substring(start, end);
    }

    boolean isSymbol(char symbol) {
        return token == Token.SYMBOL && text.charAt(start) == symbol;
    }

    boolean isName(String name) {
        return token == Token.NAME
                && end - start == name.length()
                && text.startsWith(name, start);
    }

    /** The comment before the token, of the kind that documents; empty if there is none. */
    String doc() {
        return comments.doc();
    }

    /** The token for a message. */
    String seen() {
        return switch (token) {
            case END -> "the end of the file";
            case TEXT -> SourceText.shortened(raw());
            default -> '"' + SourceText.shortened(raw()) + '"';
        };
    }

    void next() {
        previousEnd = end;
        start = comments.skip(end);
        if (start == text.length()) {
            token = Token.END;
            end = start;
        } else {
            cut(text.charAt(start));
        }
    }

    private void cut(char first) {
        if (isNameStart(first)) {
            cutName();
        } else if (first == '"' || first == '\'') {
            cutText(first);
        } else if (SYMBOLS.indexOf(first) >= 0) {
            token = Token.SYMBOL;
            end = start + 1;
        } else {
            cutNumber();
        }
    }

    private void cutName() {
        token = Token.NAME;
        int i = start + 1;
        while (isNamePart(i) || charAt(i) == '.' && isNamePart(i + 1)) {
            i++;
        }
        end = i;
    }

    private void cutText(char quote) {
        token = Token.TEXT;
        int i = start + 1;
        while (charAt(i) != quote) {
            if (i >= text.length() || charAt(i) == '\n') {
                throw source.error(
                        start, "a string without its end (expected: " + quote + " in its line)");
            }
            i += charAt(i) == '\\' ? 2 : 1;
        }
        end = i + 1;
    }

    private void cutNumber() {
        int i = start + (charAt(start) == '-' || charAt(start) == '+' ? 1 : 0);
        boolean isHex = charAt(i) == '0' && charAt(i + 1) == 'x' && isHex(i + 2);
        token = Token.WHOLE;
        end = isHex ? hexEnd(i + 2) : decimalEnd(i);
        if (end == i) {
            throw source.error(
                    start, "unexpected char", "" + text.charAt(start), "a name, number or string");
        }
    }

    private int hexEnd(int from) {
        int i = from;
        while (isHex(i)) {
            i++;
        }
        return i;
    }

    private int decimalEnd(int from) {
        int i = digitsEnd(from);
        if (charAt(i) == '.' && isDigit(i + 1)) {
            token = Token.REAL;
            i = digitsEnd(i + 1);
        }
        if (i > from && (charAt(i) == 'e' || charAt(i) == 'E')) {
            int digits = i + (charAt(i + 1) == '-' || charAt(i + 1) == '+' ? 2 : 1);
            if (isDigit(digits)) {
                token = Token.REAL;
                i = digitsEnd(digits);
            }
        }
        return i;
    }

    private int digitsEnd(int from) {
        int i = from;
        while (isDigit(i)) {
            i++;
        }
        return i;
    }

    /** The char at an offset; NUL behind the end. */
    private char charAt(int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }

    private boolean isDigit(int i) {
        return charAt(i) >= '0' && charAt(i) <= '9';
    }

    private boolean isHex(int i) {
        return isDigit(i) || (charAt(i) | 0x20) >= 'a' && (charAt(i) | 0x20) <= 'f';
    }

    private boolean isNamePart(int i) {
        return isNameStart(charAt(i)) || isDigit(i);
    }

    private static boolean isNameStart(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c == '_';
    }
}
