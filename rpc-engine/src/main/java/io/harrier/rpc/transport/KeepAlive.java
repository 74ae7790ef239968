package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.TimerWheel;
import io.harrier.rpc.frame.FrameCodec;
import io.netty.channel.Channel;
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
        } else {
            channel.pipeline().fireExceptionCaught(new SocketTimeoutException(silence()));
        }
        heard = false;
    }

    private void probe() {
        probed = true;
        channel.writeAndFlush(codec.ping(channel.alloc()), channel.voidPromise());
        later(timeoutNanos);
    }

    private void later(long nanos) {
        timers.set(this, timers.now() + nanos);
    }

    private String silence() {
        long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
        return "silent for " + millis + " ms, ping unanswered";
    }
}
