package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.BoundedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Each number comes out once, with what was written before, while numbers are moved both ways. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "each came out once")
@State
public class BoundedQueueMoveStress {
    private static final int SECOND = 100;
    private static final int THIRD = 10_000;

    private final BoundedQueue near = new BoundedQueue(2, () -> {});
    private final BoundedQueue far = new BoundedQueue(2, () -> {});

    /** By number; plain, so that it is the queues that make it visible. */
    private final int[] contents = new int[3];

    private int seenByOne;
    private int seenByTwo;

    /** Gives two and takes two, of which one may come back. */
    @Actor
    public void one() {
        contents[0] = 1;
        near.offer(0);
        contents[1] = SECOND;
        near.offer(1);
        seenByOne += content(near.pollInto(far, 2, number -> seenByOne += contents[number]));
    }

    /** Gives one, and fetches some the other way. */
    @Actor
    public void two() {
        contents[2] = THIRD;
        if (!far.offer(2)) {
            seenByTwo += contents[2];
        }
        seenByTwo += content(far.pollInto(near, 2, number -> seenByTwo += contents[number]));
    }

    /** Takes the rest, and counts how often each was seen. */
    @Arbiter
    public void rest(III_Result seen) {
        int sum = seenByOne + seenByTwo + drain(near) + drain(far);
        seen.r1 = sum % SECOND;
        seen.r2 = sum / SECOND % SECOND;
        seen.r3 = sum / THIRD;
    }

    private int drain(BoundedQueue queue) {
        int sum = 0;
        for (int number = queue.poll(); number >= 0; number = queue.poll()) {
            sum += content(number);
        }
        return sum;
    }

    private int content(int number) {
        return number < 0 ? 0 : contents[number];
    }
}
