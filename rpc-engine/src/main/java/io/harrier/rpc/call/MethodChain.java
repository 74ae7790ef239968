package io.harrier.rpc.call;

import java.util.ArrayList;
import java.util.List;

/**
 * The chain of one method, made anew when the list of middleware or what rules say of the method
 * has changed. For any thread; without a lock, but for the one call that makes it.
 *
 * <p>Rules may hold for a part of the calls: then there are several chains, one for each ruling.
 */
public final class MethodChain {
    private static final Chain[] NONE = {};

    private final MiddlewareList middleware;
    private final Place place;
    private final Invoker last;
    private final MethodRules rules;

    private volatile Chain[] folded = NONE;

    /**
     * @param last the innermost link
     */
    public MethodChain(MiddlewareList middleware, Place place, Invoker last) {
        this(middleware, place, last, MethodRules.NONE);
    }

    public MethodChain(MiddlewareList middleware, Place place, Invoker last, MethodRules rules) {
        this.middleware = middleware;
        this.place = place;
        this.last = last;
        this.rules = rules;
    }

    /** As {@link #enter(long, String)}, for a call of which nothing is known. */
    public Chain enter() {
        return enter(0, "");
    }

    /**
     * The chain that a call begins with now, whatever changes later; the caller leaves it.
     *
     * @param traceLo the lower half of the call's trace id; 0 if it has none
     * @param caller the calling application; empty if it is not known
     */
    public Chain enter(long traceLo, String caller) {
        Ruling ruling = rules.now(traceLo, caller);
        Chain chain = current(ruling);
        while (!chain.enter()) {
            chain = current(ruling);
        }
        return chain;
    }

    /** Makes a call; its chain is left when the reply is there. */
    public Reply invoke(Invocation call) {
        return enter().complete(call);
    }

    private Chain current(Ruling ruling) {
        Layers layers = middleware.current();
        for (Chain each : folded) {
            if (each.isOf(layers, ruling)) {
                return each;
            }
        }
        return fold(ruling);
    }

    private synchronized Chain fold(Ruling ruling) {
        Layers layers = middleware.current(); // of now: a slow thread makes no older chain
        List<Chain> all = new ArrayList<>();
        for (Chain each : folded) {
            if (each.isOf(layers, ruling)) {
                return each;
            }
            if (each.holdsBeside(layers, ruling)) {
                all.add(each);
            }
        }
        Chain made = layers.fold(place, ruling, last);
        all.add(made);
        folded = all.toArray(NONE);
        return made;
    }
}
