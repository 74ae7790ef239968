package io.harrier.rpc.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a call: its code in a Thrift exception, and whether the same call may be
 * sent again without the risk of running twice. Source: TApplicationException's types; 20 and 21
 * are Kitex's own.
 */
public enum ErrorKind {
    UNKNOWN_SERVICE(20, false),
    UNKNOWN_METHOD(1, false),
    /** The arguments could not be read, here or at the peer. */
    BAD_REQUEST(7, false),
    /** The reply could not be read. The handler has run. */
    BAD_REPLY(7, false),
    /** The handler threw something its method does not declare. */
    HANDLER_FAILED(6, false),
    /** Refused before the handler: too many calls at once. */
    OVERLOADED(6, true),
    /** Refused before the handler: the deadline had passed. */
    EXPIRED(6, true),
    /** Refused before the handler: the server is stopping. */
    DRAINING(6, true),
    /** A frame or header larger than its limit. */
    LIMIT_EXCEEDED(7, false),
    /** Never sent: there was no connection, or it went before the first byte. */
    NOT_SENT(6, true),
    /** Never sent: the circuit breaker of the method is open. */
    CIRCUIT_OPEN(6, true),
    /** The caller's deadline passed; the handler may have run. */
    DEADLINE_EXCEEDED(6, false),
    /** The connection was lost after the call had been written; the handler may have run. */
    CONNECTION_LOST(6, false),
    /** The caller stopped waiting; the handler may have run. */
    CANCELLED(6, false),
    /** An error of the peer's own, under a code that has no kind here. */
    REMOTE(0, false);

    private final int code;
    private final boolean safeToRetry;

    ErrorKind(int code, boolean safeToRetry) {
        this.code = code;
        this.safeToRetry = safeToRetry;
    }

    /** The type of the Thrift exception that carries it. */
    public int code() {
        return code;
    }

    /** Whether the call is known not to have run, so that sending it again cannot run it twice. */
    public boolean isSafeToRetry() {
        return safeToRetry;
    }

    /** Its word in the header {@code hr-err}, which only Harrier peers send to each other. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind behind a word of {@code hr-err}; null for a word of a newer peer. */
    public static @Nullable ErrorKind ofWord(String word) {
        for (ErrorKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return null;
    }

    /** The kind that a stock peer's exception code stands for. */
    public static ErrorKind ofCode(int code) {
        return switch (code) {
            case 1 -> UNKNOWN_METHOD;
            case 5 -> BAD_REPLY;
            case 6 -> HANDLER_FAILED;
            case 7 -> BAD_REQUEST;
            case 20, 21 -> UNKNOWN_SERVICE;
            default -> REMOTE;
        };
    }
}
