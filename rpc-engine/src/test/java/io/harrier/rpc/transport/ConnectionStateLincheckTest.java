package io.harrier.rpc.transport;

import io.harrier.rpc.testing.Interleavings;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In any order of steps: exactly one closer, and no call on after close returned. */
@Tag("lincheck")
final class ConnectionStateLincheckTest {
    @Test
    void calls_inAnyInterleaving_areLikeCallsOneByOne() {
        Interleavings.ofThreeThreads().sequentialSpecification(OneByOne.class).check(Shared.class);
    }

    /** What is tested. A release without a call says so instead of throwing. */
    public static final class Shared {
        private final ConnectionState state = new ConnectionState();

        @Operation
        public boolean acquire() {
            return state.acquire();
        }

        @Operation
        public String release() {
            try {
                return state.release() ? "closes" : "leaves open";
            } catch (IllegalStateException e) {
                return "no call";
            }
        }

        @Operation
        public boolean close() {
            return state.close();
        }

        @Operation
        public boolean isOpen() {
            return state.isOpen();
        }

        @Operation
        public int calls() {
            return state.calls();
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        private int calls;
        private boolean closing;

        public boolean acquire() {
            calls += closing ? 0 : 1;
            return !closing;
        }

        public String release() {
            if (calls == 0) {
                return "no call";
            }
            calls--;
            return closing && calls == 0 ? "closes" : "leaves open";
        }

        public boolean close() {
            boolean first = !closing;
            closing = true;
            return first && calls == 0;
        }

        public boolean isOpen() {
            return !closing;
        }

        public int calls() {
            return calls;
        }
    }
}
