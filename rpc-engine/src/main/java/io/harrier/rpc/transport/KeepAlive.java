package io.harrier.rpc.transport;

import io.harrier.rpc.frame.FrameCodec;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Probes a connection that has been silent, and closes one that stays silent. On the event loop.
 */
final class KeepAlive {
    private final Channel channel;
    private final FrameCodec codec;
    private final long intervalNanos;
    private final long timeoutNanos;
    private boolean heard;
    private @Nullable ScheduledFuture<?> next;

    KeepAlive(Channel channel, ClientSettings settings) {
        this.channel = channel;
        codec = settings.codec();
        intervalNanos = settings.pingInterval().toNanos();
        timeoutNanos = settings.pingTimeout().toNanos();
    }

    void start() {
        later(this::probe, intervalNanos);
    }

    void onRead() {
        heard = true;
    }

    void stop() {
        ScheduledFuture<?> task = next;
        if (task != null) {
            task.cancel(false);
        }
    }

    private void probe() {
        if (heard) {
            later(this::probe, intervalNanos);
        } else {
            channel.writeAndFlush(codec.ping(channel.alloc()), channel.voidPromise());
            later(this::judge, timeoutNanos);
        }
        heard = false;
    }

    private void judge() {
        if (heard) {
            later(this::probe, intervalNanos);
        } else {
            channel.pipeline()
                    .fireExceptionCaught(
                            new java.net.SocketTimeoutException(
                                    "silent for "
                                            + TimeUnit.NANOSECONDS.toMillis(
                                                    intervalNanos + timeoutNanos)
                                            + " ms, ping unanswered"));
        }
    }

    private void later(Runnable task, long nanos) {
        next = channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
