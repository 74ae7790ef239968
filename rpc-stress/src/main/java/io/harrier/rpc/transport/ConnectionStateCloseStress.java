package io.harrier.rpc.transport;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two that close, and a thread whose close has returned: one closer, and no call after it. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "the first closed the socket")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "the second did")
@State
public class ConnectionStateCloseStress {
    private final ConnectionState state = new ConnectionState();

    /** Closes. */
    @Actor
    public void close(III_Result seen) {
        seen.r1 = state.close() ? 1 : 0;
    }

    /** Closes too, and tries to come on then. */
    @Actor
    public void closeAndAcquire(III_Result seen) {
        seen.r2 = state.close() ? 1 : 0;
        seen.r3 = state.acquire() ? 1 : 0;
    }
}
