package io.harrier.rpc.resilience;

import java.time.Duration;

/**
 * How many calls a second a server takes. Zero sets no limit.
 *
 * @param server all calls together
 * @param service those of each service
 * @param method those of each method
 * @param caller those of each calling application, by the name it gives
 * @param burst the time whose calls may come at once
 */
public record RateLimits(
        double server, double service, double method, double caller, Duration burst) {
    /** None; to be refined. */
    public static final RateLimits NONE = new RateLimits(0, 0, 0, 0, Duration.ofSeconds(1));

    public RateLimits {
        requireRate("server", server);
        requireRate("service", service);
        requireRate("method", method);
        requireRate("caller", caller);
        if (burst.isNegative()) {
            throw new IllegalArgumentException("burst: " + burst + " (expected: zero or more)");
        }
    }

    public RateLimits withServer(double perSecond) {
        return new RateLimits(perSecond, service, method, caller, burst);
    }

    public RateLimits withService(double perSecond) {
        return new RateLimits(server, perSecond, method, caller, burst);
    }

    public RateLimits withMethod(double perSecond) {
        return new RateLimits(server, service, perSecond, caller, burst);
    }

    public RateLimits withCaller(double perSecond) {
        return new RateLimits(server, service, method, perSecond, burst);
    }

    public RateLimits withBurst(Duration time) {
        return new RateLimits(server, service, method, caller, time);
    }

    /** Whether there is no limit at all. */
    public boolean isUnlimited() {
        return server == 0 && service == 0 && method == 0 && caller == 0;
    }

    private static void requireRate(String what, double perSecond) {
        if (!(perSecond >= 0) || perSecond > 1e9) {
            throw new IllegalArgumentException(
                    what + ": " + perSecond + " calls a second (expected: 0..1000000000)");
        }
    }
}
