package io.harrier.rpc.context;

/** The flags of a trace, as W3C Trace Context level 2 numbers them. */
public final class TraceFlags {
    /** Whoever called has decided to keep this trace; who is called does the same. */
    public static final int SAMPLED = 1;

    /** The last 56 bits of the trace id are random, so that one may decide by them. */
    public static final int RANDOM = 2;

    private TraceFlags() {}

    public static boolean isSampled(int flags) {
        return (flags & SAMPLED) != 0;
    }
}
