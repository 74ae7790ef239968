package io.harrier.rpc.client;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;

/** What a call may fail with on this side, as messages to a person. */
final class CallFailures {
    private CallFailures() {}

    /**
     * @param call service and method
     * @param when what it was waiting for
     */
    static RpcException expired(String call, String when) {
        return new RpcException(
                ErrorKind.DEADLINE_EXCEEDED, call + ": the deadline passed " + when);
    }

    /**
     * @param shortage what it waited for besides, as the end of the message
     */
    static RpcException expiredWaiting(String call, RemoteInvoker remote, String shortage) {
        return expired(call, "while it waited for a connection to " + remote + shortage);
    }

    static RpcException unanswered(String call, String host, long millis) {
        return new RpcException(
                ErrorKind.DEADLINE_EXCEEDED,
                call
                        + ": no reply from "
                        + host
                        + " within "
                        + millis
                        + " ms; the call may have run (retry only if it is idempotent)");
    }

    /**
     * @param and what became of the call
     */
    static RpcException interrupted(String call, String and) {
        return new RpcException(
                ErrorKind.CANCELLED, "the caller of " + call + " was interrupted; " + and);
    }

    static RpcException cancelled(String call) {
        return new RpcException(ErrorKind.CANCELLED, call + " was cancelled");
    }

    static RpcException unreachable(RemoteInvoker remote, RpcException last) {
        return new RpcException(
                ErrorKind.NOT_SENT,
                "none of the hosts "
                        + remote
                        + " gave a connection; the last: "
                        + last.getMessage(),
                last);
    }

    /** What befell the question what the peer is did not befall the call. */
    static RpcException unasked(String call, RpcException failure) {
        return new RpcException(
                ErrorKind.NOT_SENT,
                call
                        + " was not sent, as its peer did not tell what it is: "
                        + failure.getMessage(),
                failure);
    }

    static RpcException foreign(String call, RemoteInvoker remote) {
        return new RpcException(
                ErrorKind.BAD_REQUEST,
                call
                        + ": a payload in a codec of its own, for "
                        + remote
                        + " (expected: a Harrier server there, as others read nothing but Thrift and"
                        + " Protobuf, and a client that shares connections); never sent");
    }

    static RpcException notSent(String call, RuntimeException cause) {
        return cause instanceof RpcException known
                ? known
                : new RpcException(ErrorKind.NOT_SENT, call + " was not sent: " + cause, cause);
    }

    /** A stack that a deep value overflows, too. */
    static RpcException unwritable(String call, Throwable cause) {
        if (cause instanceof RpcException known) {
            return known;
        }
        return new RpcException(
                ErrorKind.BAD_REQUEST,
                "cannot write the arguments of "
                        + call
                        + ": "
                        + (cause.getMessage() == null ? cause : cause.getMessage())
                        + "; never sent",
                cause);
    }
}
