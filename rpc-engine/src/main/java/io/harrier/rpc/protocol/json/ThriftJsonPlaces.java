package io.harrier.rpc.protocol.json;

import java.util.Arrays;

/**
 * Where in nested values the next one stands, and so which sign stands before it. One for what is
 * read or written.
 */
final class ThriftJsonPlaces {
    /** No sign: outermost, or the value of a field. */
    static final char NOTHING = 0;

    private static final byte NO_FIELD_YET = 1;
    private static final byte FIELDS = 2;
    private static final byte ELEMENTS = 3;
    private static final byte FIRST_KEY = 4;
    private static final byte KEY = 5;
    private static final byte VALUE = 6;

    /** By depth: what comes next there; 0 outermost. */
    private byte[] next = new byte[16];

    private int depth;

    void beginStruct() {
        push(NO_FIELD_YET);
    }

    /** Behind a list's type and count. */
    void beginElements() {
        push(ELEMENTS);
    }

    void beginEntries() {
        push(FIRST_KEY);
    }

    void end() {
        depth--;
    }

    /** Goes to the next field of a struct; true if it is the first. */
    boolean nextField() {
        boolean first = next[depth] == NO_FIELD_YET;
        next[depth] = FIELDS;
        return first;
    }

    /** Whether the struct has had a field. */
    boolean hasFields() {
        return next[depth] == FIELDS;
    }

    /** Goes to the next value: the sign before it. */
    char nextValue() {
        return switch (next[depth]) {
            case ELEMENTS -> ',';
            case FIRST_KEY -> go(VALUE, NOTHING);
            case KEY -> go(VALUE, ',');
            case VALUE -> go(KEY, ':');
            default -> NOTHING;
        };
    }

    /** Whether the value just gone to is a key, whose numbers stand in quotes. */
    boolean isKey() {
        return next[depth] == VALUE;
    }

    private char go(byte to, char sign) {
        next[depth] = to;
        return sign;
    }

    private void push(byte place) {
        depth++;
        if (depth == next.length) {
            next = Arrays.copyOf(next, depth * 2);
        }
        next[depth] = place;
    }
}
