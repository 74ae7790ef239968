package io.harrier.rpc.call;

/**
 * Stands between a call and whoever makes it.
 *
 * <pre>{@code
 * Middleware timing = next -> call -> {
 *     long start = System.nanoTime();
 *     return next.invoke(call).whenComplete((value, error) -> record(call.method().name(), System.nanoTime() - start));
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Middleware {
    /**
     * The invoker that does this middleware's work around {@code next}; asked for once, when the
     * chain is made.
     */
    Invoker around(Invoker next);
}
