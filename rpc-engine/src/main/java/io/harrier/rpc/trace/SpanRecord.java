package io.harrier.rpc.trace;

import io.harrier.rpc.metrics.Endings;

/**
 * One end of one call that is over, as it stands in the ring.
 *
 * <pre>
 *   bytes   field
 *   0-15    trace id
 *   16-23   span id
 *   24-31   parent's span id; 0 for a root
 *   32-39   start, in nanoseconds since 1970
 *   40-47   duration in nanoseconds
 *   48-55   of that, before the handler began, in nanoseconds; 0 for a client's
 *   56-59   bytes of the request        60-63   bytes of the reply
 *   64-65   method   66-67   peer   68-69   caller, all numbers of dictionaries
 *   70      ending   71      flags: 1 for a server's, 2 if kept for how it ended
 * </pre>
 *
 * <p>Valid only within {@link SpanExporter#export}: the same object comes with the next record.
 */
public final class SpanRecord {
    private static final int SERVER = 1;
    private static final int TAIL = 2;

    private final MethodTable methods;
    private final Dictionary texts;
    private long[] words = new long[SpanRing.WORDS];
    private int at;

    SpanRecord(MethodTable methods, Dictionary texts) {
        this.methods = methods;
        this.texts = texts;
    }

    SpanRecord at(long[] ring, int word) {
        words = ring;
        at = word;
        return this;
    }

    static long sizes(int requestBytes, int replyBytes) {
        return (long) requestBytes << 32 | replyBytes & 0xFFFF_FFFFL;
    }

    static long names(int method, int peer, int caller, int ending, Side side, boolean isTail) {
        int flags = (side == Side.SERVER ? SERVER : 0) | (isTail ? TAIL : 0);
        return (long) method << 48 | (long) peer << 32 | (long) caller << 16 | ending << 8 | flags;
    }

    public long traceHi() {
        return words[at];
    }

    public long traceLo() {
        return words[at + 1];
    }

    public long spanId() {
        return words[at + 2];
    }

    /** 0 for a root. */
    public long parentId() {
        return words[at + 3];
    }

    /** Nanoseconds since 1970. */
    public long startEpochNanos() {
        return words[at + 4];
    }

    public long durationNanos() {
        return words[at + 5];
    }

    /** How long a server's call waited for its handler; 0 for a client's. */
    public long queueNanos() {
        return words[at + 6];
    }

    public int requestBytes() {
        return (int) (words[at + 7] >>> 32);
    }

    /** 0 if there was no reply. */
    public int replyBytes() {
        return (int) words[at + 7];
    }

    public TracedMethod method() {
        return methods.get((int) (names() >>> 48));
    }

    public Side side() {
        return (names() & SERVER) == 0 ? Side.CLIENT : Side.SERVER;
    }

    /** The other end: host and port of a server, host of a client; empty if it is not known. */
    public String peer() {
        return texts.text((int) (names() >>> 32) & 0xFFFF);
    }

    /** The calling service; empty if it did not say. */
    public String caller() {
        return texts.text((int) (names() >>> 16) & 0xFFFF);
    }

    /** One of {@link Endings}. */
    public int ending() {
        return (int) (names() >>> 8) & 0xFF;
    }

    public boolean isFailure() {
        return Endings.isFailure(ending());
    }

    /** Whether the call was not sampled, and is kept here alone, as it failed or was slow. */
    public boolean isTail() {
        return (names() & TAIL) != 0;
    }

    private long names() {
        return words[at + 8];
    }
}
