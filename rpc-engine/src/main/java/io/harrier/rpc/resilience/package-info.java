/**
 * API. What keeps a service alive when others fail or ask too much: one middleware for each of log,
 * rate limit, concurrency limit, retry and circuit breaker, each off unless it is added. Where each
 * stands is in {@link io.harrier.rpc.call.MiddlewareOrder}.
 */
@NullMarked
package io.harrier.rpc.resilience;

import org.jspecify.annotations.NullMarked;
