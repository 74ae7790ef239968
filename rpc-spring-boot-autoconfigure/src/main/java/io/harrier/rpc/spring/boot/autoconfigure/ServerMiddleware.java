package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.resilience.CallLog;
import io.harrier.rpc.resilience.ConcurrencyLimit;
import io.harrier.rpc.resilience.ConcurrencyPolicy;
import io.harrier.rpc.resilience.RateLimit;
import io.harrier.rpc.resilience.RateLimits;
import io.harrier.rpc.server.RpcServerBuilder;

/** The built-in middleware that the server's keys ask for. What they do not ask for is not made. */
final class ServerMiddleware {
    private ServerMiddleware() {}

    /**
     * @throws IllegalArgumentException if a value makes no sense; {@code key} knows which
     */
    static void addTo(RpcServerBuilder server, RpcServerProperties told, KeyInUse key) {
        if (told.isLogCalls()) {
            server.middleware("log", new CallLog());
        }
        RateLimits limits = rates(told.getRateLimit(), key);
        if (!limits.isUnlimited()) {
            server.middleware("rate-limit", new RateLimit(limits));
        }
        ServerResilienceProperties.ConcurrencyLimit concurrency = told.getConcurrencyLimit();
        if (concurrency.isEnabled()) {
            server.middleware("concurrency-limit", new ConcurrencyLimit(policy(concurrency, key)));
        }
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
