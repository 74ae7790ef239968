package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.TimerWheel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when a connection last did something, and finds what takes too long. Both ways it is
 * progress that counts, not how long a large frame takes as a whole. On the event loop.
 */
final class ServerWatch extends TimerWheel.Timer {
    private static final long MIN_BYTES_PER_SECOND = 1024;

    /** How often a connection is looked at that must make progress. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerConnection connection;
    private final LoopTimers timers;
    private final ServerSettings settings;
    private long readNanos;

    /** Since when an unfinished frame is watched, and how much of it was there then. */
    private long partialSinceNanos;

    private int partialBytes;
    private boolean partial;

    /** Whether the next look is a second away at most. */
    private boolean soon;

    private boolean stopped;

    /** When the peer last took bytes off, and how many it had taken in all. */
    private long takenNanos;

    private long takenBytes;

    /**
     * @param connection is told when it is time to look at it
     */
    ServerWatch(ServerConnection connection, LoopTimers timers, ServerSettings settings) {
        this.connection = connection;
        this.timers = timers;
        this.settings = settings;
        readNanos = timers.now();
    }

    /** Of an idle connection: it is looked at when it may have been so too long. */
    void start() {
        long idle = readNanos + settings.idleTimeout().toNanos() - timers.now();
        later(Math.max(idle, LOOK_NANOS));
    }

    /** For good: nobody looks at a connection that has ended. */
    void stop() {
        stopped = true;
        timers.stop(this);
    }

    /** Of a connection that must make progress: it is looked at in a second. */
    void lookSoon() {
        if (!soon) {
            soon = true;
            later(LOOK_NANOS);
        }
    }

    @Override
    protected void onTime(long nowNanos) {
        soon = false;
        connection.look();
        if (!isSet()) {
            start();
        }
    }

    /** A frame has become whole: what follows it is another. */
    void onFrame() {
        partial = false;
    }

    /**
     * @param pendingBytes bytes of a frame that is not whole yet
     */
    void onRead(int pendingBytes) {
        readNanos = timers.now();
        if (pendingBytes > 0 && !partial) {
            watchFrom(readNanos, pendingBytes);
        }
        partial = pendingBytes > 0;
        if (partial) {
            lookSoon();
        }
    }

    /**
     * What is wrong with the connection; null if nothing is.
     *
     * @param reading whether the peer's bytes are taken at all: what we do not read cannot be slow
     * @param taken bytes that the peer has taken off so far, from an arbitrary start
     */
    @Nullable String complaint(
            int calls, boolean reading, int pendingBytes, boolean writable, long taken) {
        long now = timers.now();
        if (writable || taken != takenBytes) {
            takenNanos = now;
            takenBytes = taken;
        }
        if (now - takenNanos > settings.stallTimeout().toNanos()) {
            return "its peer took no bytes off for " + seconds(now - takenNanos) + " s";
        }
        if (!reading) {
            watchFrom(now, pendingBytes);
            return null;
        }
        return partial ? slowFrame(now, pendingBytes) : silence(now, calls);
    }

    private @Nullable String slowFrame(long now, int pendingBytes) {
        long nanos = now - partialSinceNanos;
        if (nanos <= settings.stallTimeout().toNanos()) {
            return null;
        }
        int came = pendingBytes - partialBytes;
        if (came < nanos * MIN_BYTES_PER_SECOND / TimeUnit.SECONDS.toNanos(1)) {
            return came + " bytes of a frame came in " + seconds(nanos) + " s";
        }
        watchFrom(now, pendingBytes);
        return null;
    }

    private @Nullable String silence(long now, int calls) {
        long nanos = now - readNanos;
        return calls == 0 && nanos > settings.idleTimeout().toNanos()
                ? "idle for " + seconds(nanos) + " s"
                : null;
    }

    private void later(long nanos) {
        if (!stopped) {
            timers.set(this, timers.now() + nanos);
        }
    }

    private void watchFrom(long now, int pendingBytes) {
        partialSinceNanos = now;
        partialBytes = pendingBytes;
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }
}
