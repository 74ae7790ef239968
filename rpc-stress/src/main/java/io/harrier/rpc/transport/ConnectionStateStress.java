package io.harrier.rpc.transport;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A connection that is closed while calls come and go: one thread closes the socket, whoever comes
 * last, and nobody comes on once close has returned.
 *
 * <pre>
 *   closers: of the first call, of the second, of close itself     r4: a call on after the end
 * </pre>
 */
@JCStressTest
@Outcome(id = "1, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "the first call was the last")
@Outcome(id = "0, 1, 0, 0", expect = Expect.ACCEPTABLE, desc = "the second call was the last")
@Outcome(id = "0, 0, 1, 0", expect = Expect.ACCEPTABLE, desc = "there was no call any more")
@State
public class ConnectionStateStress {
    private final ConnectionState state = new ConnectionState();

    /** A call. */
    @Actor
    public void first(IIII_Result closers) {
        closers.r1 = call();
    }

    /** Another. */
    @Actor
    public void second(IIII_Result closers) {
        closers.r2 = call();
    }

    /** The end. */
    @Actor
    public void close(IIII_Result closers) {
        closers.r3 = state.close() ? 1 : 0;
    }

    /** One more call. */
    @Arbiter
    public void late(IIII_Result closers) {
        closers.r4 = state.acquire() ? 1 : 0;
    }

    private int call() {
        return state.acquire() && state.release() ? 1 : 0;
    }
}
