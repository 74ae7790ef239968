package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that somebody may have meant. */
final class Suggestion {
    private Suggestion() {}

    /** {@code " Did you mean 'users'?"}; empty if nothing else that is known is near. */
    static String of(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> !word.equals(written))
                .filter(word -> distance(written, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .map(word -> " Did you mean '" + word + "'?")
                .orElse("");
    }

    /** Letters to insert, remove or replace (Levenshtein). */
    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
