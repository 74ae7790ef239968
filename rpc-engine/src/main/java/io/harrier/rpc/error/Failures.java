package io.harrier.rpc.error;

import java.util.concurrent.CompletionException;

/** What hides inside the exceptions of futures. */
public final class Failures {
    private Failures() {}

    /** The exception that a stage was completed with, without the wrapping of dependent stages. */
    public static Throwable unwrap(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }
}
