package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.TimerWheel;
import io.harrier.rpc.frame.FrameCodec;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * Probes a connection that has been silent, and closes one that stays silent. On the event loop.
 */
final class KeepAlive extends TimerWheel.Timer {
    private final Channel channel;
    private final LoopTimers timers;
    private final FrameCodec codec;
    private final long intervalNanos;
    private final long timeoutNanos;
    private boolean heard;
    private boolean probed;

    /** What had not left at the last look; the ping stands behind it. */
    private long unsentBytes;

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
        if (!probed) {
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
            probed = false;
            later(intervalNanos);
        } else if (!probed) {
            probe();
        } else if (isSending()) {
            later(timeoutNanos);
        } else {
            channel.pipeline().fireExceptionCaught(new SocketTimeoutException(silence()));
        }
        heard = false;
    }

    private void probe() {
        probed = true;
        channel.writeAndFlush(codec.ping(channel.alloc()), channel.voidPromise());
        unsentBytes = unsent();
        later(timeoutNanos);
    }

    /**
     * Whether the peer has taken off some of what stands before the ping, and so could not answer.
     * The last of it may still be in the system's buffers, which can hold megabytes.
     */
    private boolean isSending() {
        long before = unsentBytes;
        unsentBytes = unsent();
        return unsentBytes < before;
    }

    private long unsent() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    private void later(long nanos) {
        timers.set(this, timers.now() + nanos);
    }

    private String silence() {
        long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
        return "silent for " + millis + " ms, ping unanswered";
    }
}
