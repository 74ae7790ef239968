package io.harrier.rpc.server;

import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;

/** What a peer is told of an error: its message, never a stack trace. */
final class ErrorText {
    private static final int MAX_CHARS = 8 * 1024;

    private ErrorText() {}

    static String of(Throwable error) {
        String text = text(error);
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
    }

    private static String text(Throwable error) {
        String message = error.getMessage();
        if (error instanceof BizStatusException biz) {
            return "biz status " + biz.status() + ": " + biz.text();
        }
        if (error instanceof RpcException) {
            return String.valueOf(message);
        }
        return "biz error: " + (message == null ? error.getClass().getSimpleName() : message);
    }

    static int code(Throwable error) {
        if (error instanceof RpcException known) {
            return known.code();
        }
        return ErrorKind.HANDLER_FAILED.code();
    }
}
