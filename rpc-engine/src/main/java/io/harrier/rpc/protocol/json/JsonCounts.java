package io.harrier.rpc.protocol.json;

import java.util.Arrays;

/**
 * Counts what containers hold before they are read: one pass over the outermost of them tells of
 * all inside it, in the order in which they begin, and remembers where strings end. Takes three
 * ints for each container and two for each string.
 */
final class JsonCounts {
    private static final int RETAINED = 4 * 1024;

    /** Where the containers begin, ascending. */
    private int[] places = new int[64];

    /** What each of them holds, and the index of the one around it. */
    private int[] counts = new int[64];

    private int[] parents = new int[64];

    private int size;
    private int taken;

    /** The strings on the way: first byte << 32 | closing quote, 0 if not all bytes are plain. */
    private long[] strings = new long[64];

    private int stringCount;
    private int stringsTaken;

    /** All before it was looked at. */
    private int seen;

    void clear() {
        size = 0;
        taken = 0;
        stringCount = 0;
        stringsTaken = 0;
        seen = 0;
    }

    boolean isSmall() {
        return places.length <= RETAINED && strings.length <= RETAINED;
    }

    /** What the container at this place holds; nothing, if there is none. */
    int count(byte[] in, int place, int end) {
        if (place >= end || in[place] != '{' && in[place] != '[') {
            return 0;
        }
        if (place >= seen) {
            clear();
            look(in, place, end);
        }
        while (taken < size && places[taken] < place) {
            taken++;
        }
        return taken < size && places[taken] == place ? counts[taken] : 0;
    }

    /** Goes to the container's end. While another is open inside, its commas wait in counts. */
    private void look(byte[] in, int place, int end) {
        int open = -1;
        int commas = 0;
        boolean empty = true;
        for (int at = place; at < end; at++) {
            int b = in[at];
            switch (b) {
                case '{', '[' -> {
                    open = push(at, open, commas);
                    commas = 0;
                    empty = true;
                }
                case '}', ']' -> {
                    counts[open] = empty ? 0 : commas + 1;
                    open = parents[open];
                    if (open < 0) {
                        seen = at + 1;
                        return;
                    }
                    commas = counts[open];
                    empty = false;
                }
                case ',' -> commas++;
                case '"' -> {
                    at = stringEnd(in, at + 1, end);
                    empty = false;
                }
                default -> empty &= b <= ' ';
            }
        }
        seen = end;
    }

    /**
     * The closing quote of the string whose first byte this is; 0 if nobody looked at it, or if
     * something in it does not stand for itself.
     */
    int plainStringEnd(int from) {
        while (stringsTaken < stringCount) {
            long string = strings[stringsTaken];
            if (string >>> 32 == from) {
                return (int) string;
            }
            if (string >>> 32 > from) {
                return 0;
            }
            stringsTaken++;
        }
        return 0;
    }

    /** The index of the closing quote. */
    private int stringEnd(byte[] in, int from, int end) {
        int at = JsonWords.plainEnd(in, from, end);
        keep((long) from << 32 | (at < end && in[at] == '"' ? at : 0));
        while (at < end && in[at] != '"') {
            at = JsonWords.plainEnd(in, in[at] == '\\' ? at + 2 : at + 1, end);
        }
        return at;
    }

    private void keep(long string) {
        if (stringCount == strings.length) {
            strings = Arrays.copyOf(strings, stringCount * 2);
        }
        strings[stringCount++] = string;
    }

    private int push(int place, int parent, int commas) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
            parents = Arrays.copyOf(parents, size * 2);
        }
        if (parent >= 0) {
            counts[parent] = commas;
        }
        places[size] = place;
        parents[size] = parent;
        counts[size] = 0;
        return size++;
    }
}
