package io.harrier.rpc.schema.idl;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that somebody may have meant. */
final class NearName {
    /** Longer names, and those of a longer list, are not looked at: it costs too much. */
    private static final int MAX_LENGTH = 64;

    private static final int MAX_NAMES = 10_000;

    private NearName() {}

    /** The end of a message: which of the names it may be; empty if none is near. */
    static String hint(String wrong, Collection<String> names) {
        return names.stream()
                .limit(MAX_NAMES)
                .filter(name -> isNear(wrong, name))
                .min(Comparator.comparingInt(name -> distance(wrong, name)))
                .map(name -> "; did you mean " + name + '?')
                .orElse("");
    }

    private static boolean isNear(String wrong, String name) {
        return wrong.length() <= MAX_LENGTH
                && name.length() <= MAX_LENGTH
                && distance(wrong, name) <= Math.max(1, wrong.length() / 3);
    }

    /** How many chars must be put in, left out, changed or swapped; case counts for nothing. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean isSwapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
