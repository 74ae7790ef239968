package io.harrier.rpc.error;

import org.jspecify.annotations.Nullable;

/**
 * A call that did not end with a value or a declared exception. The message names what was seen and
 * what was expected; {@link #isSafeToRetry()} says whether the call is known not to have run.
 */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final int code;

    public RpcException(ErrorKind kind, String message) {
        this(kind, kind.code(), message, null);
    }

    public RpcException(ErrorKind kind, String message, @Nullable Throwable cause) {
        this(kind, kind.code(), message, cause);
    }

    public RpcException(ErrorKind kind, int code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
    }

    private RpcException(ErrorKind kind, int code, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    /**
     * A refusal, which says all in its message: without a stack, so that refusing costs less than
     * serving. It may be thrown more than once.
     */
    public static RpcException refusal(ErrorKind kind, String message) {
        return new RpcException(kind, kind.code(), message);
    }

    /**
     * The same failure with the stack of the current thread, for a caller that waited while another
     * thread made it.
     */
    public RpcException here() {
        return new RpcException(kind, code, String.valueOf(getMessage()), getCause());
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The type of the Thrift exception it came as, or would travel as. */
    public int code() {
        return code;
    }

    /** Whether the call is known not to have run, so that sending it again cannot run it twice. */
    public boolean isSafeToRetry() {
        return kind.isSafeToRetry();
    }
}
