package io.harrier.rpc.error;

/**
 * Bytes that are not what their format promises. The only thing a decoder throws, whatever it is
 * fed; its message says what was read and what was expected.
 */
public class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    public ProtocolException(String message) {
        this(ErrorKind.BAD_REQUEST, message);
    }

    public ProtocolException(ErrorKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /**
     * {@link ErrorKind#LIMIT_EXCEEDED} for well-formed bytes that are too many, else {@link
     * ErrorKind#BAD_REQUEST}.
     */
    public final ErrorKind kind() {
        return kind;
    }
}
