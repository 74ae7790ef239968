package io.harrier.rpc.transport;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A connection that is closed while a call comes and goes: one thread closes the socket, whoever
 * comes last, and nobody comes on once close has returned.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "the call was the last")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "there was no call any more")
@State
public class ConnectionStateStress {
    private final ConnectionState state = new ConnectionState();

    /** A call. */
    @Actor
    public void call(III_Result closers) {
        closers.r1 = state.acquire() && state.release() ? 1 : 0;
    }

    /** The end. */
    @Actor
    public void close(III_Result closers) {
        closers.r2 = state.close() ? 1 : 0;
    }

    /** One more call. */
    @Arbiter
    public void late(III_Result closers) {
        closers.r3 = state.acquire() ? 1 : 0;
    }
}
