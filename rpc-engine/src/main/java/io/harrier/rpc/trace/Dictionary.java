package io.harrier.rpc.trace;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Numbers for texts that come again and again, so that records are short. Bounded, as callers say
 * some of them: what is new when it is full, and what is long, has number 0, the empty text. For
 * any thread.
 */
final class Dictionary {
    private static final int MAX_CHARS = 128;

    private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<String> texts;

    /**
     * @param capacity at most 65,536, what a record's 16 bits can say
     */
    Dictionary(int capacity) {
        texts = new AtomicReferenceArray<>(capacity);
        texts.set(0, "");
        numbers.put("", 0);
    }

    int number(String text) {
        if (text.length() > MAX_CHARS) {
            return 0;
        }
        Integer known = numbers.get(text);
        return known == null ? add(text) : known;
    }

    String text(int number) {
        return texts.get(number);
    }

    /** Readers learn a number from its record, which was published after its text. */
    private synchronized int add(String text) {
        int next = numbers.size();
        if (next == texts.length()) {
            return 0;
        }
        Integer raced = numbers.get(text);
        if (raced != null) {
            return raced;
        }
        texts.set(next, text);
        numbers.put(text, next);
        return next;
    }
}
