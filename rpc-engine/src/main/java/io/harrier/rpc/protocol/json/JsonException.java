package io.harrier.rpc.protocol.json;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;

/** JSON text that is none, or is another value than the one asked for. */
public final class JsonException extends ProtocolException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final int line;
    private final int column;

    JsonException(ErrorKind kind, String problem, int offset, int line, int column) {
        super(
                kind,
                problem
                        + " (line "
                        + line
                        + ", column "
                        + column
                        + ", byte "
                        + offset
                        + " of the JSON text)");
        this.offset = offset;
        this.line = line;
        this.column = column;
    }

    /** Bytes before the place. */
    public int offset() {
        return offset;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1, in characters. */
    public int column() {
        return column;
    }
}
