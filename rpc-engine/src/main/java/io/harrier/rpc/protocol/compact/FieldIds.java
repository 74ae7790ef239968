package io.harrier.rpc.protocol.compact;

import java.util.Arrays;

/** The last field id of each struct that is open: ids are written as the step from there. */
final class FieldIds {
    private short[] outer = new short[8];
    private int depth;
    private short last;

    void begin() {
        if (depth == outer.length) {
            outer = Arrays.copyOf(outer, depth * 2);
        }
        outer[depth++] = last;
        last = 0;
    }

    void end() {
        last = outer[--depth];
    }

    short last() {
        return last;
    }

    void last(short id) {
        last = id;
    }
}
