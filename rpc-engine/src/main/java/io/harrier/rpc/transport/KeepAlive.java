package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.TimerWheel;
import io.harrier.rpc.frame.FrameCodec;
import io.netty.channel.Channel;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Probes a connection that has been silent, and closes one that stays silent. On the event loop.
 *
 * <p>A peer that still takes off what stands before the ping is slow, not silent: it gets one
 * timeout after another. When the ping has left it gets one more, as the system's buffers may hold
 * megabytes that stand before it.
 */
final class KeepAlive extends TimerWheel.Timer {
    private final Channel channel;
    private final LoopTimers timers;
    private final FrameCodec codec;
    private final long intervalNanos;
    private final long timeoutNanos;
    private boolean heard;

    /** What the peer has not answered yet; null if it was not asked. */
    private @Nullable Probe probe;

    KeepAlive(Channel channel, LoopTimers timers, ClientSettings settings) {
        this.channel = channel;
        this.timers = timers;
        codec = settings.codec();
        intervalNanos = settings.pingInterval().toNanos();
        timeoutNanos = settings.pingTimeout().toNanos();
    }

    void start() {
        later(intervalNanos);
    }

    /** Bytes came, be they a whole frame or not. */
    void onRead() {
        if (!heard) {
            heard = true;
        }
    }

    /** A reply did not come in time: the peer is asked at once whether it is there. */
    void suspect() {
        if (probe == null) {
            heard = false;
            probe();
        }
    }

    void stop() {
        timers.stop(this);
    }

    @Override
    protected void onTime(long now) {
        if (heard) {
            probe = null;
            later(intervalNanos);
        } else if (probe == null) {
            probe();
        } else if (probe.isMoving()) {
            later(timeoutNanos);
        } else {
            channel.pipeline().fireExceptionCaught(new SocketTimeoutException(silence()));
        }
        heard = false;
    }

    private void probe() {
        later(timeoutNanos); // a write that fails ends the connection, and this with it
        probe = new Probe(channel, codec.ping(channel.alloc()));
    }

    private void later(long nanos) {
        timers.set(this, timers.now() + nanos);
    }

    private String silence() {
        long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
        return "silent for " + millis + " ms, ping unanswered";
    }
}
