package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.concurrent.TimerWheel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of all connections of one event loop, for which the loop has one task at most. On the
 * loop.
 */
final class LoopTimers {
    private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);

    private final EventLoop loop;
    private final Ticker ticker;
    private final TimerWheel wheel;
    private final Runnable turn = this::turn;
    private @Nullable Future<?> next;
    private long nextNanos;

    LoopTimers(EventLoop loop, Ticker ticker) {
        this.loop = loop;
        this.ticker = ticker;
        wheel = new TimerWheel(ticker.nanos());
    }

    /** The time on the clock that timers go by. */
    long now() {
        return ticker.nanos();
    }

    /** Sets a timer, or moves it if it is set. */
    void set(TimerWheel.Timer timer, long atNanos) {
        long now = ticker.nanos();
        wheel.set(timer, atNanos, now);
        comeBy(now, wheel.nanosUntilNext(now));
    }

    void stop(TimerWheel.Timer timer) {
        wheel.stop(timer);
    }

    private void turn() {
        next = null;
        long now = ticker.nanos();
        try {
            wheel.advance(now);
        } catch (RuntimeException e) {
            LOG.error("a timer failed; the others go on", e);
        }
        comeBy(now, wheel.nanosUntilNext(now));
    }

    private void comeBy(long now, long delay) {
        Future<?> known = next;
        if (delay == TimerWheel.NEVER || known != null && nextNanos - (now + delay) <= 0) {
            return;
        }
        if (known != null) {
            known.cancel(false);
        }
        nextNanos = now + delay;
        next = loop.schedule(turn, delay, TimeUnit.NANOSECONDS);
    }
}
