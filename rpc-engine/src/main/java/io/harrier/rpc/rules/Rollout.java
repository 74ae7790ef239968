package io.harrier.rpc.rules;

import io.harrier.rpc.concurrent.StableHash;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The part of calls that a rule holds for. Which they are is a matter of a hash that is the same in
 * every process: who is among the first 5 % is among the first 10 %, too, and for every rule alike.
 *
 * @param percent of them
 */
record Rollout(double percent, By by) {
    static final Rollout ALL = new Rollout(100, By.TRACE);

    /** What calls have in common that are all in, or all out. */
    enum By {
        /** Their trace; those without one are drawn by lot. */
        TRACE("trace"),
        /** The calling application, by the name that it gives. */
        CALLER("caller");

        private final String word;

        By(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    boolean isAll() {
        return percent >= 100;
    }

    /**
     * @param traceLo the lower half of the call's trace id; 0 if it has none
     */
    boolean contains(long traceLo, String caller) {
        long hash = by == By.CALLER ? StableHash.of(caller) : hash(traceLo);
        return StableHash.fraction(hash) * 100 < percent;
    }

    /** Mixed: what is sampled is a matter of the same bits, and must be another part of calls. */
    private static long hash(long traceLo) {
        return traceLo == 0 ? ThreadLocalRandom.current().nextLong() : StableHash.mix(traceLo);
    }
}
