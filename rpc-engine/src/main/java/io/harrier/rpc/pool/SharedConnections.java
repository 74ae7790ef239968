package io.harrier.rpc.pool;

import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.PendingReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connections to a host that many calls share. A call goes to the less loaded of two that are
 * picked at random. For any thread.
 */
final class SharedConnections {
    /** Calls on each from which on one more connection is opened: half of what fits. */
    static final int BUSY = 512;

    private final RandomGenerator random;
    private final int max;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Lease[] leases = {};

    SharedConnections(int max, RandomGenerator random) {
        this.max = max;
        this.random = random;
    }

    /** One for the next call; null if there is none. */
    @Nullable ClientConnection pick() {
        Lease[] all = leases;
        if (all.length < 2) {
            return all.length == 0 ? null : all[0].connection();
        }
        int one = random.nextInt(all.length);
        int other = (one + 1 + random.nextInt(all.length - 1)) % all.length;
        ClientConnection first = all[one].connection();
        ClientConnection second = all[other].connection();
        return first.calls() <= second.calls() ? first : second;
    }

    /** Puts a call on the least loaded that has room; null if none has. */
    @Nullable ClientConnection claim(PendingReply call) {
        Lease[] all = leases;
        Lease least = leastLoaded(all);
        if (least != null && least.connection().claim(call)) {
            return least.connection();
        }
        for (Lease each : all) {
            if (each.connection().claim(call)) {
                return each.connection();
            }
        }
        return null;
    }

    /** Takes one more in; false if those that are there do. */
    boolean add(Lease lease) {
        changing.lock();
        try {
            Lease[] before = leases;
            boolean isNeeded = !hasOpen(before) || mayGrow(before);
            leases = isNeeded ? with(before, lease) : before;
            return isNeeded;
        } finally {
            changing.unlock();
        }
    }

    void remove(Lease lease) {
        changing.lock();
        try {
            leases = without(leases, lease);
        } finally {
            changing.unlock();
        }
    }

    boolean hasOpen() {
        return hasOpen(leases);
    }

    /** Whether all have so many calls that one more connection would help. */
    boolean isBusy() {
        return isBusy(leases, BUSY);
    }

    List<Lease> all() {
        return List.of(leases);
    }

    /** The one that is to come may find that the rush is over by half: it stays nevertheless. */
    private boolean mayGrow(Lease[] all) {
        return all.length < max && isBusy(all, BUSY / 2);
    }

    private static boolean isBusy(Lease[] all, int calls) {
        for (Lease each : all) {
            if (each.isOpen() && each.connection().calls() < calls) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Lease leastLoaded(Lease[] all) {
        Lease least = null;
        for (Lease each : all) {
            boolean isLess =
                    least == null || each.connection().calls() < least.connection().calls();
            least = isLess && each.isOpen() ? each : least;
        }
        return least;
    }

    private static boolean hasOpen(Lease[] all) {
        for (Lease each : all) {
            if (each.isOpen()) {
                return true;
            }
        }
        return false;
    }

    private static Lease[] with(Lease[] before, Lease lease) {
        List<Lease> all = new ArrayList<>(List.of(before));
        all.add(lease);
        return all.toArray(new Lease[0]);
    }

    private static Lease[] without(Lease[] before, Lease lease) {
        List<Lease> all = new ArrayList<>(List.of(before));
        all.remove(lease);
        return all.toArray(new Lease[0]);
    }
}
