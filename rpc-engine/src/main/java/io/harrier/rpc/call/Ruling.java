package io.harrier.rpc.call;

import java.util.List;

/**
 * What rules say of some of a method's calls: a chain is made for each such saying. Immutable; the
 * same object as long as nothing changes.
 */
public interface Ruling {
    /** Nothing is said. */
    Ruling NONE =
            new Ruling() {
                @Override
                public List<Middleware> middleware(List<Middleware> listed) {
                    return listed;
                }

                @Override
                public long timeoutNanos() {
                    return 0;
                }

                @Override
                public boolean holdsBeside(Ruling other) {
                    return other == this;
                }
            };

    /**
     * What stands in the chain, the outermost first.
     *
     * @param listed what the list of the client or server has for this place
     */
    List<Middleware> middleware(List<Middleware> listed);

    /** The whole time of a client's call; 0 if nothing is said. */
    long timeoutNanos();

    /** Whether another one may hold now, too, for other calls. */
    boolean holdsBeside(Ruling other);
}
