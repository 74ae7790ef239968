package io.harrier.rpc.server;

import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;

/** What a peer is told of an error: its message, never a stack trace. */
final class ErrorText {
    private ErrorText() {}

    static String of(Throwable error) {
        String message = error.getMessage();
        if (error instanceof BizStatusException biz) {
            return "biz status " + biz.status() + ": " + biz.text();
        }
        return isEngine(error) && message != null
                ? message
                : "biz error: " + (message == null ? error.getClass().getSimpleName() : message);
    }

    static int code(Throwable error) {
        if (error instanceof RpcException known) {
            return known.code();
        }
        return ErrorKind.HANDLER_FAILED.code();
    }

    private static boolean isEngine(Throwable error) {
        return error instanceof RpcException;
    }
}
