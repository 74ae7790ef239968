package io.harrier.rpc.call;

import org.jspecify.annotations.Nullable;

/**
 * The chain of one method, made anew when the list of middleware has changed. For any thread;
 * without a lock, but for the one call that makes it.
 */
public final class MethodChain {
    private final MiddlewareList middleware;
    private final Place place;
    private final Invoker last;

    private volatile @Nullable Chain folded;

    /**
     * @param last the innermost link
     */
    public MethodChain(MiddlewareList middleware, Place place, Invoker last) {
        this.middleware = middleware;
        this.place = place;
        this.last = last;
    }

    /** The chain that a call begins with now, whatever changes later; the caller leaves it. */
    public Chain enter() {
        Chain chain = current();
        while (!chain.enter()) {
            chain = current();
        }
        return chain;
    }

    /** Makes a call; its chain is left when the reply is there. */
    public Reply invoke(Invocation call) {
        Chain chain = enter();
        return chain.isCounted() ? invokeCounted(chain, call) : chain.invoke(call);
    }

    private static Reply invokeCounted(Chain chain, Invocation call) {
        try {
            Reply reply = chain.invoke(call);
            reply.whenComplete((value, error) -> chain.leave());
            return reply;
        } catch (Throwable e) {
            chain.leave();
            throw e;
        }
    }

    private Chain current() {
        Layers layers = middleware.current();
        Chain known = folded;
        return known != null && known.isOf(layers) ? known : fold();
    }

    private synchronized Chain fold() {
        Layers layers = middleware.current(); // of now: a slow thread makes no older chain
        Chain known = folded;
        if (known == null || !known.isOf(layers)) {
            known = layers.fold(place, last);
            folded = known;
        }
        return known;
    }
}
