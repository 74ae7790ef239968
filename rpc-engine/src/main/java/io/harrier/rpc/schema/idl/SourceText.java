package io.harrier.rpc.schema.idl;

/** The text of one file; it says where in it something is wrong. */
record SourceText(String name, String text) {
    /** More of a line is not shown: it may be as long as the file. */
    private static final int SHOWN = 120;

    IdlException error(int at, String what, String seen, String expected) {
        return error(at, what + ": " + seen + " (expected: " + expected + ')');
    }

    IdlException error(int at, String message) {
        int line = line(at);
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        int column = at - lineStart + 1;
        String place = name + ':' + line + ':' + column + ": ";
        return new IdlException(name, line, column, place + message + excerpt(lineStart, at));
    }

    int line(int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** What is at a place, as far as it fits into a message. */
    static String shortened(String seen) {
        return seen.length() <= 40 ? seen : seen.substring(0, 40) + "...";
    }

    /** The line and a caret below the place. */
    private String excerpt(int lineStart, int at) {
        int from = Math.max(lineStart, at - SHOWN / 2);
        int lineEnd = text.indexOf('\n', at);
        int to = Math.min(lineEnd < 0 ? text.length() : lineEnd, from + SHOWN);
        String shown = text.substring(from, to).stripTrailing();
        String before = text.substring(from, at).replaceAll("[^\t]", " ");
        return "\n    " + shown + "\n    " + before + '^';
    }
}
