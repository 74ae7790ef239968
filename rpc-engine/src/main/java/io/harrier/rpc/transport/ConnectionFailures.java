package io.harrier.rpc.transport;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import org.jspecify.annotations.Nullable;

/** What becomes of calls when their connection ends, as messages to a person. */
final class ConnectionFailures {
    private ConnectionFailures() {}

    static RpcException closed(String remote) {
        return lost("the connection to " + remote + " was closed");
    }

    static RpcException broken(String remote, Throwable cause) {
        return lost("the connection to " + remote + " broke: " + reason(cause));
    }

    /** A reply to no call that is in flight. */
    static RpcException strange(String remote, int sequence) {
        return lost(
                "reply with sequence "
                        + sequence
                        + " from "
                        + remote
                        + " (expected: the id of the call in flight)");
    }

    static RpcException lostWhileWritten(String remote) {
        return new RpcException(
                ErrorKind.CONNECTION_LOST,
                "the connection to " + remote + " was lost while the call was written");
    }

    /** The peer did not take this side's certificate, or another part of the handshake. */
    static RpcException refused(String remote, String why) {
        return notSent("no connection to " + remote + ": " + why);
    }

    /**
     * @param why null if nobody has told
     */
    static RpcException closedBefore(String remote, @Nullable String why) {
        return notSent(
                "the connection to "
                        + remote
                        + " was closed before the call was sent"
                        + (why == null ? "" : ": " + why));
    }

    static RpcException clientClosed() {
        return notSent("the client is closed; never sent");
    }

    private static RpcException notSent(String what) {
        return new RpcException(ErrorKind.NOT_SENT, what);
    }

    private static RpcException lost(String what) {
        return new RpcException(
                ErrorKind.CONNECTION_LOST,
                what + "; the call may have run (retry only if it is idempotent)");
    }

    private static String reason(Throwable cause) {
        Throwable inner = cause.getCause();
        String message = inner == null ? cause.getMessage() : inner.getMessage();
        return message == null ? cause.toString() : message;
    }
}
