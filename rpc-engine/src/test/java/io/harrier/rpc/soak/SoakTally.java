package io.harrier.rpc.soak;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What all callers of a soak saw. */
final class SoakTally {
    final LongAdder calls = new LongAdder();
    final LongAdder right = new LongAdder();
    final LongAdder expected = new LongAdder();
    final LongAdder stuck = new LongAdder();
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    void checkReply(String sent, String received) {
        if (sent.equals(received)) {
            right.increment();
        } else {
            wrong("sent " + sent + ", received " + received);
        }
    }

    void checkKind(RpcException seen, ErrorKind... kinds) {
        if (Arrays.asList(kinds).contains(seen.kind()) || isExpiry(seen)) {
            expected.increment();
        } else {
            wrong("failed with " + seen.kind() + ": " + seen.getMessage());
        }
    }

    /** A server that does not know us for a Harrier client tells it by text alone. */
    private static boolean isExpiry(RpcException seen) {
        return String.valueOf(seen.getMessage())
                .startsWith("the deadline passed before the handler");
    }

    void wrong(String what) {
        wrong.add(what.substring(0, Math.min(300, what.length())));
    }

    @Override
    public String toString() {
        return "soak: "
                + calls
                + " calls, "
                + right
                + " right replies, "
                + expected
                + " expected failures, "
                + wrong.size()
                + " wrong, "
                + stuck
                + " stuck, "
                + CountingLeakDetector.LEAKS
                + " leaks";
    }
}
