package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.SchemaException;

/**
 * A text that is no IDL, or says what cannot be. The message shows the place in its line:
 *
 * <pre>
 *   shop.thrift:2:8: unknown type: Usr (expected: the name of a type; did you mean User?)
 *       1: Usr user
 *          ^
 * </pre>
 */
public final class IdlException extends SchemaException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final int column;

    IdlException(String file, int line, int column, String message) {
        super(message, "Correct " + file + " at line " + line + ", column " + column + '.');
        this.file = file;
        this.line = line;
        this.column = column;
    }

    /** As it was found: a path, or the name of a text in memory. */
    public String file() {
        return file;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** Counted from 1, in chars: a tab is one. */
    public int column() {
        return column;
    }
}
