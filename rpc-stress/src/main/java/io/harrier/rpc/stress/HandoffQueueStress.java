package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.HandoffQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Nothing is lost or doubled, and each time the queue was empty one producer is told to wake. */
@JCStressTest
@Outcome(id = "1, 0, 2, 0", expect = Expect.ACCEPTABLE, desc = "the other came before")
@Outcome(id = "0, 1, 2, 0", expect = Expect.ACCEPTABLE, desc = "the other came in between")
@Outcome(id = "1, 1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the other came after")
@State
public class HandoffQueueStress {
    private final HandoffQueue<Item> queue = new HandoffQueue<>();

    /** Adds one. */
    @Actor
    public void offer(IIII_Result seen) {
        seen.r1 = queue.offer(new Item()) ? 1 : 0;
    }

    /** Adds another, then takes what is there. */
    @Actor
    public void offerAndTakeAll(IIII_Result seen) {
        seen.r2 = queue.offer(new Item()) ? 1 : 0;
        seen.r3 = count(queue.takeAll());
    }

    /** Takes the rest. */
    @Arbiter
    public void takeRest(IIII_Result seen) {
        seen.r4 = count(queue.takeAll());
    }

    private static int count(@Nullable Item first) {
        int count = 0;
        for (Item item = first; item != null; item = item.next) {
            count++;
        }
        return count;
    }

    private static final class Item implements HandoffQueue.Node<Item> {
        private @Nullable Item next;

        @Override
        public @Nullable Item next() {
            return next;
        }

        @Override
        public void next(@Nullable Item next) {
            this.next = next;
        }
    }
}
