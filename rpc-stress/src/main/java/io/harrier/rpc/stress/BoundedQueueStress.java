package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.BoundedQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Each element comes out once, whoever polls, with what was written before it was offered. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "each came out once")
@State
public class BoundedQueueStress {
    private static final int FIRST = 1;
    private static final int SECOND = 100;
    private static final int THIRD = 10_000;

    private final BoundedQueue<Box> queue = new BoundedQueue<>(4);
    private int polledByOne;
    private int polledByTwo;

    /** Offers two, polls one. */
    @Actor
    public void one() {
        queue.offer(new Box(FIRST));
        queue.offer(new Box(SECOND));
        polledByOne = content(queue.poll());
    }

    /** Polls, offers, polls. */
    @Actor
    public void two() {
        int before = content(queue.poll());
        queue.offer(new Box(THIRD));
        polledByTwo = before + content(queue.poll());
    }

    /** Takes the rest, and counts how often each was seen. */
    @Arbiter
    public void rest(III_Result seen) {
        int sum = polledByOne + polledByTwo;
        for (Box box = queue.poll(); box != null; box = queue.poll()) {
            sum += box.content;
        }
        seen.r1 = sum % SECOND;
        seen.r2 = sum / SECOND % SECOND;
        seen.r3 = sum / THIRD;
    }

    private static int content(@Nullable Box box) {
        return box == null ? 0 : box.content;
    }

    /** Not final: it is the queue that makes it visible. */
    private static final class Box {
        private int content;

        Box(int content) {
            this.content = content;
        }
    }
}
