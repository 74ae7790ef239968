package io.harrier.rpc.spring.boot.autoconfigure;

import java.io.UncheckedIOException;
import java.util.Locale;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** What may be wrong with the server, as messages to a person. */
final class ServerFailures {
    private static final String CANNOT_START = "The RPC server cannot start: ";

    /** How the engine begins to say that one is in use; its exception's class stands before it. */
    private static final String IN_PROCESS_NAME = "the in-process name";

    private ServerFailures() {}

    static FailureAnalyzedException unbound(int port, UncheckedIOException cause) {
        String message = String.valueOf(cause.getMessage());
        int name = message.indexOf(IN_PROCESS_NAME);
        if (name >= 0) {
            return new FailureAnalyzedException(
                    CANNOT_START + message.substring(name) + '.',
                    "Set 'rpc.server.in-process-name' to a name that no other server of this JVM"
                            + " has.",
                    cause);
        }
        return message.toLowerCase(Locale.ROOT).contains("in use")
                ? new FailureAnalyzedException(
                        CANNOT_START + "port " + port + " is already in use.",
                        "Stop what listens on port "
                                + port
                                + ", or set 'rpc.server.port' to another one (0: any free one).",
                        cause)
                : new FailureAnalyzedException(
                        CANNOT_START + message + '.',
                        "Set 'rpc.server.address' and 'rpc.server.port' to what this process may"
                                + " listen on.",
                        cause);
    }

    static FailureAnalyzedException duplicate(IllegalArgumentException cause) {
        return new FailureAnalyzedException(
                CANNOT_START + cause.getMessage() + '.',
                "Give each @RpcService a name of its own: @RpcService(\"name\").",
                cause);
    }

    static FailureAnalyzedException notServed(String bean, IllegalArgumentException cause) {
        return new FailureAnalyzedException(
                "The @RpcService bean '" + bean + "' cannot be served: " + cause.getMessage() + '.',
                "Let its class implement the interface of exactly one service, or say which one"
                        + " with @RpcService(interfaceType = ...).",
                cause);
    }

    static FailureAnalyzedException noVirtualThreads() {
        return new FailureAnalyzedException(
                "'rpc.server.executor' is virtual, but this JDK "
                        + Runtime.version().feature()
                        + " has no virtual threads.",
                "Run on JDK 21 or newer, or set 'rpc.server.executor' to auto or pool.");
    }
}
