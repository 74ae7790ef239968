package io.harrier.rpc.call;

/**
 * Where middleware stands in a chain: lower numbers are further outside, equal ones in the order in
 * which they were added. The one place that says so.
 *
 * <pre>
 *   client   tracing   logging   retry        circuit breaker     user   → remote
 *   server   tracing   logging   rate limit   concurrency limit   user   → handler
 * </pre>
 *
 * A retried call is one call in the log and several for the breaker. A server's limits decide
 * before the call's chain begins.
 */
public final class MiddlewareOrder {
    public static final int TRACING = 100;
    public static final int LOGGING = 200;
    public static final int RATE_LIMIT = 300;
    public static final int CONCURRENCY_LIMIT = 400;
    public static final int RETRY = 500;
    public static final int CIRCUIT_BREAKER = 600;

    /** Of what a user adds without a number. */
    public static final int USER = 1_000;

    private MiddlewareOrder() {}
}
