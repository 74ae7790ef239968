package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.resilience.CallLog;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The built-in middleware that a client's keys ask for. What they do not ask for is not made. */
final class ClientMiddleware {
    private static final String LOG = "log";
    private static final String RETRY = "retry";
    private static final String CIRCUIT_BREAKER = "circuit-breaker";

    static final List<String> NAMES = List.of(LOG, RETRY, CIRCUIT_BREAKER);

    private ClientMiddleware() {}

    /**
     * @param keys the key in full from its end
     * @throws IllegalArgumentException if a value makes no sense; {@code key} knows which
     */
    static void addTo(
            RpcClientBuilder client,
            RpcClientProperties told,
            KeyInUse key,
            UnaryOperator<String> keys,
            MiddlewareSelection selection) {
        for (String name : selection.of(NAMES)) {
            if (isAskedFor(name, told, key)) {
                client.middleware(name, make(name, told, key, keys));
            }
        }
    }

    private static boolean isAskedFor(String name, RpcClientProperties told, KeyInUse key) {
        return switch (name) {
            case LOG -> Boolean.TRUE.equals(told.getLogCalls());
            case RETRY -> ClientRetry.isAskedFor(told, key);
            default -> ClientBreaker.isAskedFor(told);
        };
    }

    /**
     * Makes one, with the settings of the keys.
     *
     * @param name one of {@link #NAMES}
     * @param keys the key in full from its end
     * @throws IllegalArgumentException if a value makes no sense; {@code key} knows which
     */
    static Middleware make(
            String name, RpcClientProperties told, KeyInUse key, UnaryOperator<String> keys) {
        return switch (name) {
            case LOG -> new CallLog();
            case RETRY -> ClientRetry.make(told, key);
            case CIRCUIT_BREAKER -> ClientBreaker.make(told, key, keys);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Why it would do nothing; null if it would not. */
    static @Nullable String idle(String name, RpcClientProperties told) {
        if (name.equals(LOG) || isAskedFor(name, told, new KeyInUse())) {
            return null;
        }
        return name.equals(RETRY)
                ? "calls have one attempt (expected: retry.max-attempts of the client above 1)"
                : "it is off (expected: circuit-breaker.enabled of the client, or of a method)";
    }
}
