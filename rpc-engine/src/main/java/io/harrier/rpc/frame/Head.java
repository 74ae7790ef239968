package io.harrier.rpc.frame;

import io.harrier.rpc.context.Metadata;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an envelope says about its message. For any thread; it outlives the frame. */
public interface Head extends Metadata {
    /** The called service; null if the caller named none. */
    @Nullable String service();

    /** The calling service; empty if it did not say. */
    String caller();

    /** The caller's address, if a proxy stands in between and says so; else null. */
    @Nullable String realAddress();

    /** Milliseconds the caller waits from now on; 0 if it did not say. */
    long timeoutMillis();

    /** Whether the sender says that it is a Harrier peer. */
    boolean isHarrier();

    /** Whether this is a sign of life, to be answered with the same. */
    boolean isPing();

    /** Whether the connection closes after this message. */
    boolean isClosing();

    /** Whether a business error stands in the place of the value. */
    boolean isBizStatus();

    /**
     * How a caller without classes holds its values; null if it did not say. Means nothing unless
     * the sender is known as a Harrier peer.
     */
    @Nullable String generic();

    /** What the payload is written in; null, and to be believed, as {@link #generic}. */
    @Nullable String codec();

    /** Whether there are key-values of the user's among the text keys. */
    boolean hasMetadata();

    /** Whether the sender names a trace, in W3C's form or in B3's. */
    boolean hasTrace();

    /** The upper half of the trace id; as all of these, only to be asked if there is a trace. */
    long traceHi();

    /** The lower half of the trace id. */
    long traceLo();

    /** The sender's span, which is the parent of the receiver's. */
    long traceSpanId();

    /** See {@link io.harrier.rpc.context.TraceFlags}. */
    int traceFlags();

    /** What other tracing systems send along; null if nothing. */
    @Nullable String traceState();

    /** The value of a text key, as it stands on the wire. */
    @Nullable String string(String key);

    void forEachString(BiConsumer<String, String> action);
}
