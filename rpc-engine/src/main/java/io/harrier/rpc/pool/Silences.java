package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Lender;
import java.util.concurrent.atomic.AtomicInteger;

/** Deadlines that passed on a host's plain connections since the last reply on one. */
final class Silences {
    private static final int SUSPECT_AFTER = 2;

    private final Lender<Lease, Waiter> plain;
    private final AtomicInteger count = new AtomicInteger();

    Silences(Lender<Lease, Waiter> plain) {
        this.plain = plain;
    }

    /** The host has replied. */
    void end() {
        count.set(0);
    }

    /** One that was silent twice in a row may be dead: its idle connections are not tried. */
    void count() {
        if (count.incrementAndGet() < SUSPECT_AFTER) {
            return;
        }
        for (Lease lease : plain.entries()) {
            if (plain.take(lease)) {
                lease.connection().close();
            }
        }
    }
}
