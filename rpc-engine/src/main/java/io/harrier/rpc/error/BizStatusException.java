package io.harrier.rpc.error;

import java.util.Map;

/**
 * An answer of the business that is not a value: a code, a text and further facts, which Kitex
 * calls a biz status error. A handler throws it, the caller gets an equal one. It travels in
 * TTHeader headers; a plain framed peer gets exception 6 with the text {@code biz status <code>:
 * <message>}.
 */
public final class BizStatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> extra;

    public BizStatusException(int status, String message) {
        this(status, message, Map.of());
    }

    /**
     * @throws IllegalArgumentException if the status is 0, which means success on the wire
     */
    public BizStatusException(int status, String message, Map<String, String> extra) {
        super(message);
        if (status == 0) {
            throw new IllegalArgumentException(
                    "biz status: 0 (expected: any other number; 0 means success)");
        }
        this.status = status;
        this.extra = Map.copyOf(extra);
    }

    public int status() {
        return status;
    }

    /** Further facts by name; empty if there are none. */
    public Map<String, String> extra() {
        return extra;
    }

    /** The text; empty if the peer sent none. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
