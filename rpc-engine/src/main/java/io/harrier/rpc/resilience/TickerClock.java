package io.harrier.rpc.resilience;

import io.harrier.rpc.concurrent.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** A ticker as the JDK's clock: it begins at the epoch, and nobody sets it. */
final class TickerClock extends Clock {
    private final Ticker ticker;
    private final long start;

    TickerClock(Ticker ticker) {
        this.ticker = ticker;
        start = ticker.nanos();
    }

    @Override
    public Instant instant() {
        long nanos = ticker.nanos() - start;
        return Instant.ofEpochSecond(
                nanos / TimeUnit.SECONDS.toNanos(1), nanos % TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
