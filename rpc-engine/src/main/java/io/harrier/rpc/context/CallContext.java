package io.harrier.rpc.context;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What travels with one call. In a handler, {@link #current()} is the call being answered; what it
 * says goes on to the calls the handler makes: the deadline, the persistent metadata, the name of
 * the caller.
 *
 * <p>Immutable but for the backward metadata; for any thread. It is bound to the thread that runs
 * the handler; to take it to another, use {@link #wrap}.
 */
public final class CallContext {
    /** {@link #deadlineNanos()} of a call without one. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** The context of code that answers no call. */
    public static final CallContext NONE =
            new CallContext("", "", "", "", Metadata.NONE, NO_DEADLINE);

    /** The one thread local of the engine: set around user code, removed after it. */
    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    private final String service;
    private final String method;
    private final String caller;
    private final String remoteAddress;
    private final Metadata metadata;
    private final long deadlineNanos;
    private final long traceHi;
    private final long traceLo;
    private final long spanId;
    private final long parentSpanId;
    private final int traceFlags;
    private final @Nullable String traceState;
    private final @Nullable CallScope scope;

    /** What the handler was given: there the backward values are kept, also by scopes within. */
    private final CallContext call;

    private volatile @Nullable Map<String, String> backward;

    /**
     * @param caller the calling service's name; empty if it did not say
     * @param deadlineNanos in the engine's ticker, or {@link #NO_DEADLINE}
     */
    public CallContext(
            String service,
            String method,
            String caller,
            String remoteAddress,
            Metadata metadata,
            long deadlineNanos) {
        this(service, method, caller, remoteAddress, metadata, deadlineNanos, 0, 0, 0, 0, 0, null);
    }

    /**
     * @param traceHi with {@code traceLo} 0 if the call is not traced
     * @param spanId of this call
     * @param traceFlags see {@link TraceFlags}
     * @param traceState of other tracing systems, as it came
     */
    public CallContext(
            String service,
            String method,
            String caller,
            String remoteAddress,
            Metadata metadata,
            long deadlineNanos,
            long traceHi,
            long traceLo,
            long spanId,
            long parentSpanId,
            int traceFlags,
            @Nullable String traceState) {
        this.service = service;
        this.method = method;
        this.caller = caller;
        this.remoteAddress = remoteAddress;
        this.metadata = metadata;
        this.deadlineNanos = deadlineNanos;
        this.traceHi = traceHi;
        this.traceLo = traceLo;
        this.spanId = spanId;
        this.parentSpanId = parentSpanId;
        this.traceFlags = traceFlags;
        this.traceState = traceState;
        scope = null;
        call = this;
    }

    /** The same with a scope. */
    private CallContext(CallContext outer, CallScope inner) {
        service = outer.service;
        method = outer.method;
        caller = outer.caller;
        remoteAddress = outer.remoteAddress;
        metadata = outer.metadata;
        deadlineNanos = outer.deadlineNanos;
        traceHi = outer.traceHi;
        traceLo = outer.traceLo;
        spanId = outer.spanId;
        parentSpanId = outer.parentSpanId;
        traceFlags = outer.traceFlags;
        traceState = outer.traceState;
        scope = inner;
        call = outer.call;
    }

    /** The call this thread answers; {@link #NONE} if it answers none. Never null. */
    public static CallContext current() {
        CallContext bound = CURRENT.get();
        return bound == null ? NONE : bound;
    }

    public String service() {
        return service;
    }

    public String method() {
        return method;
    }

    public String caller() {
        return caller;
    }

    /**
     * Host and port the call came from; behind a proxy that says so, those of the proxy's client.
     */
    public String remoteAddress() {
        return remoteAddress;
    }

    public Metadata metadata() {
        return metadata;
    }

    /**
     * When the caller stops waiting, as {@link System#nanoTime()} counts; {@link #NO_DEADLINE} if
     * it did not say.
     */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    public boolean hasDeadline() {
        return deadlineNanos != NO_DEADLINE;
    }

    /** Whether the call belongs to a trace, sampled or not. */
    public boolean isTraced() {
        return (traceHi | traceLo) != 0;
    }

    /** The upper half of the trace id. */
    public long traceHi() {
        return traceHi;
    }

    /** The lower half of the trace id. */
    public long traceLo() {
        return traceLo;
    }

    /** The trace id as logs and other systems write it: 32 hex digits; empty if not traced. */
    public String traceId() {
        return isTraced() ? hex(traceHi) + hex(traceLo) : "";
    }

    /** This call's own; 0 if it is not traced. */
    public long spanId() {
        return spanId;
    }

    /** That of the caller; 0 if the trace begins here. */
    public long parentSpanId() {
        return parentSpanId;
    }

    /** See {@link TraceFlags}. */
    public int traceFlags() {
        return traceFlags;
    }

    /** What other tracing systems sent along; null if nothing. */
    public @Nullable String traceState() {
        return traceState;
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    /**
     * Sends a value back to the caller with the reply. Names beginning with {@code hr} or {@code
     * biz-} and {@code crrst} are reserved.
     */
    public void sendBackward(String key, String value) {
        if (isReserved(key)) {
            throw new IllegalArgumentException(
                    "backward key: " + key + " (expected: none of hr*, biz-*, crrst, crc32c)");
        }
        call.put(key, value);
    }

    /** Whether a reply's header of this name is the protocol's own, never a value sent backward. */
    public static boolean isReserved(String key) {
        return key.startsWith("hr")
                || key.startsWith("biz-")
                || key.equals("crrst")
                || key.equals("crc32c");
    }

    /** What was sent backward so far; for the engine. */
    public Map<String, String> backward() {
        Map<String, String> map = call.backward;
        return map == null ? Map.of() : map;
    }

    private synchronized void put(String key, String value) {
        Map<String, String> map = backward;
        if (map == null) {
            map = new ConcurrentHashMap<>();
            backward = map;
        }
        MetadataLimit.put(map, key, value);
    }

    /** The task with this context bound while it runs, for another thread. */
    public Runnable wrap(Runnable task) {
        return () -> {
            CallContext outer = bind();
            try {
                task.run();
            } finally {
                restore(outer);
            }
        };
    }

    /**
     * Binds this context to the thread; the engine does so around user code, and gives the result
     * to {@link #restore}.
     */
    public @Nullable CallContext bind() {
        CallContext outer = CURRENT.get();
        CURRENT.set(this);
        return outer;
    }

    /** Ends what {@link #bind()} began. */
    public static void restore(@Nullable CallContext outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** The innermost scope that the calls of this thread belong to. */
    public @Nullable CallScope scope() {
        return scope;
    }

    CallContext within(CallScope inner) {
        return new CallContext(this, inner);
    }

    /** Whether a call made here has metadata to take along. */
    public boolean hasOutgoing() {
        return scope != null || metadata != Metadata.NONE;
    }

    /**
     * What a call made here takes along for all hops; a scope's value stands for an older one of
     * the same key.
     */
    public void forEachPersistent(BiConsumer<String, String> action) {
        CallScope inner = scope;
        metadata.forEachPersistent(
                (key, value) -> {
                    if (inner == null || inner.persistentValue(key) == null) {
                        action.accept(key, value);
                    }
                });
        if (inner != null) {
            inner.forEachPersistent(action);
        }
    }
}
