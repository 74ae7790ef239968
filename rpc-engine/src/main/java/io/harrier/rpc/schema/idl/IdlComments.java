package io.harrier.rpc.schema.idl;

/** What stands between two tokens: white space, and comments, of which one may document. */
final class IdlComments {
    private final SourceText source;
    private final String text;
    private int docStart;
    private int docEnd;

    IdlComments(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /** Where the next token begins, or the text ends. */
    int skip(int from) {
        docEnd = 0;
        int i = from;
        for (int next = step(i); next != i; next = step(i)) {
            i = next;
        }
        return i;
    }

    /** The last documenting comment that was skipped, without its stars; empty if there is none. */
    String doc() {
        return docEnd == 0 ? "" : DocComment.text(text.substring(docStart + 3, docEnd - 2));
    }

    private int step(int i) {
        if (i == text.length()) {
            return i;
        }
        return switch (text.charAt(i)) {
            case ' ', '\t', '\r', '\n' -> i + 1;
            case '#' -> lineEnd(i);
            case '/' -> text.startsWith("//", i) ? lineEnd(i) : block(i);
            default -> i;
        };
    }

    private int lineEnd(int i) {
        int end = text.indexOf('\n', i);
        return end < 0 ? text.length() : end;
    }

    private int block(int i) {
        if (!text.startsWith("/*", i)) {
            return i;
        }
        int close = text.indexOf("*/", i + 2);
        if (close < 0) {
            throw source.error(i, "a comment without its end (expected: */)");
        }
        if (text.startsWith("/**", i) && close > i + 2) {
            docStart = i;
            docEnd = close + 2;
        }
        return close + 2;
    }
}
