package io.harrier.rpc.metrics;

import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How calls end, as small numbers.
 *
 * <pre>
 *   0      a value
 *   1      an exception that the method declares
 *   2      a business status
 *   3 + k  the error kind with ordinal k
 * </pre>
 *
 * <p>The first three are answers of the business; the others are failures.
 */
public final class Endings {
    public static final int VALUE = 0;
    public static final int EXCEPTION = 1;
    public static final int BIZ_STATUS = 2;

    /** How many there are. */
    public static final int COUNT = 3 + ErrorKind.values().length;

    private static final String[] WORDS = words();

    private Endings() {}

    /**
     * The number of an end.
     *
     * @param error null for a value
     * @param isDeclared whether the method declares the error
     */
    public static int of(@Nullable Throwable error, boolean isDeclared) {
        if (error == null) {
            return VALUE;
        } else if (isDeclared) {
            return EXCEPTION;
        } else if (error instanceof BizStatusException) {
            return BIZ_STATUS;
        } else if (error instanceof RpcException known) {
            return of(known.kind());
        }
        return of(
                error instanceof CancellationException
                        ? ErrorKind.CANCELLED
                        : ErrorKind.HANDLER_FAILED);
    }

    public static int of(ErrorKind kind) {
        return 3 + kind.ordinal();
    }

    public static boolean isFailure(int ending) {
        return ending > BIZ_STATUS;
    }

    /** The ending's word, such as {@code ok} or {@code deadline-exceeded}. */
    public static String word(int ending) {
        return WORDS[ending];
    }

    private static String[] words() {
        String[] words = new String[COUNT];
        words[VALUE] = "ok";
        words[EXCEPTION] = "exception";
        words[BIZ_STATUS] = "biz-status";
        for (ErrorKind kind : ErrorKind.values()) {
            words[of(kind)] = kind.word();
        }
        return words;
    }
}
