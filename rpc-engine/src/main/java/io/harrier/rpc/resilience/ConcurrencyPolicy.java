package io.harrier.rpc.resilience;

/**
 * Between which numbers of calls at once a server looks for the right one.
 *
 * @param min calls that are always let in
 * @param initial where the search begins
 * @param max the most
 */
public record ConcurrencyPolicy(int min, int initial, int max) {
    /** From 2 to 1,000, beginning at 20. */
    public static final ConcurrencyPolicy DEFAULT = new ConcurrencyPolicy(2, 20, 1_000);

    public ConcurrencyPolicy {
        if (min < 1 || initial < min || max < initial) {
            throw new IllegalArgumentException(
                    "calls at once: "
                            + min
                            + ", "
                            + initial
                            + ", "
                            + max
                            + " (expected: 1 <= min <= initial <= max)");
        }
    }
}
