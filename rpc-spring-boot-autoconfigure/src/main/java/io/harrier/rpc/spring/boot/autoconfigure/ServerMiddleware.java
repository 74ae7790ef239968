package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.resilience.CallLog;
import io.harrier.rpc.resilience.ConcurrencyLimit;
import io.harrier.rpc.resilience.ConcurrencyPolicy;
import io.harrier.rpc.resilience.RateLimit;
import io.harrier.rpc.resilience.RateLimits;
import io.harrier.rpc.server.RpcServerBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in middleware that the server's keys ask for. What they do not ask for is not made. */
final class ServerMiddleware {
    private static final String LOG = "log";
    private static final String RATE_LIMIT = "rate-limit";
    private static final String CONCURRENCY_LIMIT = "concurrency-limit";

    static final List<String> NAMES = List.of(LOG, RATE_LIMIT, CONCURRENCY_LIMIT);

    private ServerMiddleware() {}

    /**
     * @throws IllegalArgumentException if a value makes no sense; {@code key} knows which
     */
    static void addTo(
            RpcServerBuilder server,
            RpcServerProperties told,
            KeyInUse key,
            MiddlewareSelection selection) {
        for (String name : selection.of(NAMES)) {
            if (isAskedFor(name, told, key)) {
                server.middleware(name, make(name, told, key));
            }
        }
    }

    private static boolean isAskedFor(String name, RpcServerProperties told, KeyInUse key) {
        return switch (name) {
            case LOG -> told.isLogCalls();
            case RATE_LIMIT -> !rates(told.getRateLimit(), key).isUnlimited();
            default -> told.getConcurrencyLimit().isEnabled();
        };
    }

    /**
     * Makes one, with the settings of the keys.
     *
     * @param name one of {@link #NAMES}
     * @throws IllegalArgumentException if a value makes no sense; {@code key} knows which
     */
    static Middleware make(String name, RpcServerProperties told, KeyInUse key) {
        return switch (name) {
            case LOG -> new CallLog();
            case RATE_LIMIT -> new RateLimit(rates(told.getRateLimit(), key));
            case CONCURRENCY_LIMIT -> new ConcurrencyLimit(policy(told.getConcurrencyLimit(), key));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Why it would do nothing; null if it would not. */
    static @Nullable String idle(String name, RpcServerProperties told) {
        return name.equals(RATE_LIMIT) && !isAskedFor(name, told, new KeyInUse())
                ? "no limit is set (expected: one of rpc.server.rate-limit.*)"
                : null;
    }

    private static RateLimits rates(ServerResilienceProperties.RateLimit told, KeyInUse key) {
        return RateLimits.NONE
                .withServer(key.at("rate-limit.total", told.getTotal()))
                .withService(key.at("rate-limit.per-service", told.getPerService()))
                .withMethod(key.at("rate-limit.per-method", told.getPerMethod()))
                .withCaller(key.at("rate-limit.per-caller", told.getPerCaller()))
                .withBurst(key.at("rate-limit.burst", told.getBurst()));
    }

    private static ConcurrencyPolicy policy(
            ServerResilienceProperties.ConcurrencyLimit told, KeyInUse key) {
        key.at("concurrency-limit.initial", told.getInitial());
        return new ConcurrencyPolicy(told.getMin(), told.getInitial(), told.getMax());
    }
}
