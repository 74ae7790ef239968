package io.harrier.rpc.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
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
 * <p>Immutable but for the backward metadata and the slots of {@link ContextKey}s; for any thread.
 * It is bound to the thread that runs the handler; to take it to another, use {@link #wrap}.
 */
public sealed class CallContext permits InnerContext {
    /** {@link #deadlineNanos()} of a call without one. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** The context of code that answers no call. */
    public static final CallContext NONE =
            new CallContext("", "", "", "", Metadata.NONE, NO_DEADLINE);

    private static final ContextKey<ThreadBinding> BINDING = ContextKey.named("thread binding");
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final int MIN_SLOTS = 8;

    /**
     * The one thread local of the engine: set around user code, null after it. To remove it would
     * cost the next call on the thread a new entry.
     */
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

    private volatile @Nullable Map<String, String> backward;

    /** By the index of their keys; made by the first put, a longer one by a key that needs it. */
    private volatile @Nullable Object @Nullable [] slots;

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
    }

    /** The same call, seen from further inside. */
    CallContext(
            CallContext outer,
            long traceHi,
            long traceLo,
            long spanId,
            long parentSpanId,
            int traceFlags,
            @Nullable String traceState) {
        service = outer.service;
        method = outer.method;
        caller = outer.caller;
        remoteAddress = outer.remoteAddress;
        metadata = outer.metadata;
        deadlineNanos = outer.deadlineNanos;
        this.traceHi = traceHi;
        this.traceLo = traceLo;
        this.spanId = spanId;
        this.parentSpanId = parentSpanId;
        this.traceFlags = traceFlags;
        this.traceState = traceState;
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
     * biz-} and {@code crrst} are reserved. Code that answers no call sends nothing.
     */
    public void sendBackward(String key, String value) {
        if (isReserved(key)) {
            throw new IllegalArgumentException(
                    "backward key: " + key + " (expected: none of hr*, biz-*, crrst, crc32c)");
        }
        CallContext call = call();
        if (call != NONE) {
            call.put(key, value);
        }
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
        Map<String, String> map = call().backward;
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
            ThreadBinding.Scope bound = open();
            try {
                task.run();
            } finally {
                restore(outer);
                bound.close();
            }
        };
    }

    /** Has each thread that runs this call's code bind this, too; for the engine, at its start. */
    public void alsoBind(ThreadBinding binding) {
        put(BINDING, binding);
    }

    /** Begins what is bound to the thread besides the context; closed after {@link #restore}. */
    public ThreadBinding.Scope open() {
        ThreadBinding binding = get(BINDING);
        return binding == null ? ThreadBinding.Scope.NONE : binding.open(this);
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
        CURRENT.set(outer);
    }

    /** The innermost scope that the calls of this thread belong to. */
    public @Nullable CallScope scope() {
        return null;
    }

    /** What the handler was given: there the backward values are kept, also by scopes within. */
    CallContext call() {
        return this;
    }

    /** What was put beside the call under this key; null if nothing was. */
    @SuppressWarnings("unchecked") // put takes a key's own type only
    public <T> @Nullable T get(ContextKey<T> key) {
        @Nullable Object[] values = call().slots;
        return values != null && key.index() < values.length
                ? (T) SLOT.getAcquire(values, key.index())
                : null;
    }

    /**
     * Puts a value beside the call; scopes within it share it.
     *
     * @param value null to take it away
     * @throws IllegalStateException if no call is answered here: nobody would take it away again
     */
    public <T> void put(ContextKey<T> key, @Nullable T value) {
        CallContext call = call();
        if (call == NONE) {
            throw new IllegalStateException(
                    "context key "
                            + key
                            + " outside of a call (expected: in a handler, or"
                            + " in a scope)");
        }
        call.putSlot(key.index(), value);
    }

    /** One at a time: a longer array must not lose what another thread puts. */
    private synchronized void putSlot(int index, @Nullable Object value) {
        @Nullable Object[] values = slots;
        if (values == null || index >= values.length) {
            int length = Math.max(MIN_SLOTS, index + 1);
            values = values == null ? new Object[length] : Arrays.copyOf(values, length);
            slots = values;
        }
        SLOT.setRelease(values, index, value);
    }

    CallContext within(CallScope inner) {
        return new InnerContext(
                this, inner, traceHi, traceLo, spanId, parentSpanId, traceFlags, traceState);
    }

    /**
     * The same call as seen within a span of the application: calls made there are that span's
     * children.
     *
     * @param flags see {@link TraceFlags}
     * @param state of other tracing systems; null for what came with the call, if the span is of
     *     its trace
     */
    public CallContext inSpan(long hi, long lo, long span, int flags, @Nullable String state) {
        boolean isSameTrace = hi == traceHi && lo == traceLo;
        String known = state == null && isSameTrace ? traceState : state;
        return new InnerContext(this, scope(), hi, lo, span, 0, flags, known);
    }

    /** Whether a call made here has metadata to take along. */
    public boolean hasOutgoing() {
        return scope() != null || metadata != Metadata.NONE;
    }

    /**
     * The value that a call made here takes along under this key, transient or persistent; null if
     * it takes none.
     */
    public @Nullable String outgoingValue(String key) {
        CallScope inner = scope();
        String own = inner == null ? null : inner.outgoingValue(key);
        return own == null ? metadata.persistentValue(key) : own;
    }

    /**
     * What a call made here takes along for all hops; a scope's value stands for an older one of
     * the same key.
     */
    public void forEachPersistent(BiConsumer<String, String> action) {
        CallScope inner = scope();
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
