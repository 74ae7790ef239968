package io.harrier.rpc.transport;

import org.jspecify.annotations.Nullable;

/**
 * Calls whose replies were read one after another. The event loop wakes the first one's caller, who
 * wakes the others: to wake a thread costs the loop as much as all else that it does for a reply,
 * and meanwhile it reads none.
 *
 * <p>For the event loop.
 */
final class WakeGroup {
    /** The last of more would notice that they wait for their turn. */
    private static final int MAX_CALLS = 4;

    private @Nullable PendingReply first;
    private @Nullable PendingReply last;
    private int calls;

    /** Has its caller woken, by the time of the next {@link #wake()}. */
    void add(PendingReply call) {
        if (last == null) {
            first = call;
        } else {
            last.next(call);
        }
        last = call;
        calls++;
        if (calls == MAX_CALLS) {
            wake();
        }
    }

    void wake() {
        PendingReply leader = first;
        if (leader != null) {
            first = null;
            last = null;
            calls = 0;
            wake(leader);
        }
    }

    /** The leader comes last: whom it wakes has to find that its call has ended. */
    private static void wake(PendingReply leader) {
        Outbound follower = leader.next();
        while (follower != null) {
            Outbound after = follower.next();
            ((PendingReply) follower).onGrouped(false);
            follower = after;
        }
        leader.onGrouped(true);
    }
}
