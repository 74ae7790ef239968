package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.BoundedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Each number comes out once, whoever polls, with what was written before it was offered. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "each came out once")
@State
public class BoundedQueueStress {
    private static final int SECOND = 100;
    private static final int THIRD = 10_000;

    private final BoundedQueue queue = new BoundedQueue(4, () -> {});
    private final BoundedQueue other = new BoundedQueue(2, () -> {});

    /** By number; plain, so that it is the queue that makes it visible. */
    private final int[] contents = new int[3];

    private int polledByOne;
    private int polledByTwo;

    /** Offers two, polls one. */
    @Actor
    public void one() {
        contents[0] = 1;
        contents[1] = SECOND;
        queue.offerAll(new int[] {0, 1}, 0, 2);
        polledByOne = content(queue.poll());
    }

    /** Polls and moves, offers, polls. */
    @Actor
    public void two() {
        int before = content(queue.pollInto(other, 2, number -> {}));
        contents[2] = THIRD;
        queue.offer(2);
        int[] taken = {-1, -1};
        queue.pollAll(taken, 2);
        polledByTwo = before + content(other.poll()) + content(taken[0]) + content(taken[1]);
    }

    /** Takes the rest, and counts how often each was seen. */
    @Arbiter
    public void rest(III_Result seen) {
        int sum = polledByOne + polledByTwo;
        for (int number = queue.poll(); number >= 0; number = queue.poll()) {
            sum += content(number);
        }
        seen.r1 = sum % SECOND;
        seen.r2 = sum / SECOND % SECOND;
        seen.r3 = sum / THIRD;
    }

    private int content(int number) {
        return number < 0 ? 0 : contents[number];
    }
}
