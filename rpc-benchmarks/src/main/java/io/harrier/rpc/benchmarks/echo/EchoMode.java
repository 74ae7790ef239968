package io.harrier.rpc.benchmarks.echo;

import java.util.Arrays;

/** Who waits for whom. */
enum EchoMode {
    BLOCKING("echo-blocking", false, false),
    NONBLOCKING("echo-nonblocking", false, true),
    ASYNC("echo-async", true, false),
    ASYNC_NONBLOCKING("echo-async-nonblocking", true, true);

    private final String commandLineName;
    private final boolean async;
    private final boolean nonBlockingHandler;

    EchoMode(String commandLineName, boolean async, boolean nonBlockingHandler) {
        this.commandLineName = commandLineName;
        this.async = async;
        this.nonBlockingHandler = nonBlockingHandler;
    }

    static EchoMode of(String commandLineName) {
        return Arrays.stream(values())
                .filter(mode -> mode.commandLineName.equals(commandLineName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("benchmark: " + commandLineName));
    }

    String commandLineName() {
        return commandLineName;
    }

    /** Whether each reply starts the next call; else callers wait on threads of their own. */
    boolean isAsync() {
        return async;
    }

    /** Whether handlers run on the event loop; else on virtual threads, where the JDK has them. */
    boolean isNonBlockingHandler() {
        return nonBlockingHandler;
    }
}
