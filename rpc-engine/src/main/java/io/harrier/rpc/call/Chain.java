package io.harrier.rpc.call;

import java.util.List;

/** Folds middleware into one invoker. */
public final class Chain {
    private Chain() {}

    /** The first of the list is the outermost; with an empty list, {@code last} itself. */
    public static Invoker fold(List<Middleware> middleware, Invoker last) {
        Invoker folded = last;
        for (int i = middleware.size() - 1; i >= 0; i--) {
            folded = middleware.get(i).around(folded);
        }
        return folded;
    }
}
