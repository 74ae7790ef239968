package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when a connection last did something, and finds what takes too long. On the event loop.
 */
final class ServerWatch {
    private static final long MIN_BYTES_PER_SECOND = 1024;

    private final Ticker ticker;
    private final long idleNanos;
    private final long stallNanos;
    private long readNanos;
    private long partialSinceNanos;
    private boolean partial;
    private long stalledSinceNanos;
    private boolean stalled;

    ServerWatch(ServerSettings settings) {
        ticker = settings.ticker();
        idleNanos = settings.idleTimeout().toNanos();
        stallNanos = settings.stallTimeout().toNanos();
        readNanos = ticker.nanos();
    }

    /** A frame has become whole: what follows it is another. */
    void onFrame() {
        partial = false;
    }

    /**
     * @param pendingBytes bytes of a frame that is not whole yet
     */
    void onRead(int pendingBytes) {
        readNanos = ticker.nanos();
        if (pendingBytes > 0 && !partial) {
            partialSinceNanos = readNanos;
        }
        partial = pendingBytes > 0;
    }

    void onWritability(boolean writable) {
        stalled = !writable;
        stalledSinceNanos = ticker.nanos();
    }

    /** What is wrong with the connection; null if nothing is. */
    @Nullable String complaint(int calls, int pendingBytes) {
        long now = ticker.nanos();
        if (stalled && now - stalledSinceNanos > stallNanos) {
            return "its peer took no bytes off for " + seconds(now - stalledSinceNanos) + " s";
        }
        long partialNanos = now - partialSinceNanos;
        if (partial
                && partialNanos > stallNanos
                && pendingBytes < seconds(partialNanos) * MIN_BYTES_PER_SECOND) {
            return pendingBytes + " bytes of a frame came in " + seconds(partialNanos) + " s";
        }
        return calls == 0 && !partial && now - readNanos > idleNanos
                ? "idle for " + seconds(now - readNanos) + " s"
                : null;
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }
}
