package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonWords;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names and their indexes, found by their bytes. Immutable. */
final class NameTable {
    private final byte[][] names;

    /** Indexes plus one, by hash; the next free place where two have the same. */
    private final int[] places;

    NameTable(String... names) {
        this(List.of(names));
    }

    /** If two are the same the first is found. */
    NameTable(List<String> names) {
        this.names = new byte[names.size()][];
        places = new int[Integer.highestOneBit(names.size() + 1) * 4];
        for (int i = 0; i < this.names.length; i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            this.names[i] = name;
            places[free(hash(name, 0, name.length))] = i + 1;
        }
    }

    private int free(int hash) {
        int place = hash & places.length - 1;
        while (places[place] != 0) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    /** The index of the name or string that was read last; -1 if it is not here. */
    int find(JsonScanner in) {
        byte[] text = in.text();
        int from = in.textAt();
        int length = in.textLength();
        int place = hash(text, from, length) & places.length - 1;
        while (places[place] != 0) {
            if (is(names[places[place] - 1], text, from, length)) {
                return places[place] - 1;
            }
            place = place + 1 & places.length - 1;
        }
        return -1;
    }

    private static boolean is(byte[] name, byte[] text, int from, int length) {
        return name.length == length && JsonWords.same(name, text, from, length);
    }

    private static int hash(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
