package io.harrier.rpc.call;

/** What rules say of one method, here; asked at the beginning of each call. For any thread. */
@FunctionalInterface
public interface MethodRules {
    /** There are none. */
    MethodRules NONE = (traceLo, caller) -> Ruling.NONE;

    /**
     * What holds for a call that begins now. Costs little and never waits.
     *
     * @param traceLo the lower half of the call's trace id; 0 if it has none
     * @param caller the calling application's name; empty if that is not known
     */
    Ruling now(long traceLo, String caller);
}
