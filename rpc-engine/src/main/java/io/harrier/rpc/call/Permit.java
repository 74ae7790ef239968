package io.harrier.rpc.call;

/** What a call that was let in holds until it has ended. */
@FunctionalInterface
public interface Permit {
    /** Nothing needs to be told. */
    Permit NONE = () -> {};

    /** The call has ended. Once, on any thread. */
    void end();

    /** This one and another, which ends first. */
    default Permit and(Permit inner) {
        if (this == NONE) {
            return inner;
        }
        if (inner == NONE) {
            return this;
        }
        return () -> {
            inner.end();
            end();
        };
    }
}
