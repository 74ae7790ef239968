package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads proto3 messages, their fields in any order. Layout: docs/wire/protobuf.md. */
public final class ProtobufReader extends ContainerReader {
    static final int NO_ID = -1;

    /** Numbers of one level on the stack; more if it is a container's. */
    private static final int LEVEL = 6;

    private static final int CONTAINER_LEVEL = LEVEL + 8;

    private final ByteBuf in;
    private final ReadLimits limits;
    private final int messageId;

    /** Where reading goes on behind the struct. */
    private int after;

    private int top;

    /** The fields of each level that are passed over; null as long as there are none. */
    private @Nullable Map<Integer, Set<Integer>> done;

    /**
     * @param messageId number of the field that the message is, in the outermost struct; {@link
     *     #NO_ID} if it is that itself
     */
    ProtobufReader(ByteBuf in, ReadLimits limits, int messageId) {
        super(in, limits);
        this.in = in;
        this.limits = limits;
        this.messageId = messageId;
    }

    /** The message's bytes, for somebody who reads all of them by himself. */
    public ByteBuf buffer() {
        return in;
    }

    public ReadLimits limits() {
        return limits;
    }

    @Override
    public boolean isAbsentZero() {
        return true;
    }

    @Override
    public void beginStruct() {
        beginNested();
        if (bytes.length == 0) {
            open();
            return;
        }
        int from;
        int bytesLong;
        int next;
        if (place == FIELD && isAgain()) {
            from = joinParts();
            bytesLong = at;
            next = behindField();
        } else {
            prepare();
            bytesLong = readLength(place == FIELD ? end : bytes.length);
            from = at;
            next = from + bytesLong;
        }
        push();
        start = from;
        at = from;
        end = from + bytesLong;
        after = next;
        seen = 0;
        if (done != null) {
            done.remove(top);
        }
    }

    private void open() {
        if (messageId == NO_ID) {
            load(in);
        } else {
            loadAsField(in, messageId);
        }
    }

    /**
     * Puts the parts of a message behind one another, which is the same message.
     *
     * @return where; {@link #at} becomes its length
     */
    private int joinParts() {
        int bytesLong = 0;
        for (int length = firstPart(); length >= 0; length = nextPart()) {
            bytesLong += length;
            at += length;
        }
        charge(bytesLong);
        int to = append(bytesLong);
        int put = to;
        for (int length = firstPart(); length >= 0; length = nextPart()) {
            System.arraycopy(bytes, at, bytes, put, length);
            put += length;
            at += length;
        }
        at = bytesLong;
        return to;
    }

    private int firstPart() {
        at = start;
        return nextPart();
    }

    /** The length of the next part, which starts here; -1 if there is none. */
    private int nextPart() {
        while (at < end) {
            int next = readTag();
            if (next >>> 3 == tag >>> 3) {
                requireWire(next, Wires.LENGTH);
                return readLength(end);
            }
            skip(next);
        }
        return -1;
    }

    private void push() {
        page().requireLevels(top, CONTAINER_LEVEL);
        int[] levels = page().levels;
        int to = top;
        levels[to++] = start;
        levels[to++] = end;
        levels[to++] = after;
        levels[to++] = (int) seen;
        levels[to++] = (int) (seen >>> 32);
        if (place != FIELD) {
            levels[to++] = tag;
            levels[to++] = stop;
            levels[to++] = resume;
            levels[to++] = nextEntry;
            levels[to++] = valueAt;
            levels[to++] = elementWire;
            levels[to++] = keyWire;
            levels[to++] = isStruct ? 1 : 0;
        }
        levels[to++] = place;
        top = to;
        place = FIELD;
        stop = Integer.MAX_VALUE;
    }

    @Override
    public void endStruct() {
        endNested();
        if (top == 0) {
            return;
        }
        at = after;
        int[] levels = page().levels;
        int from = top;
        place = levels[--from];
        if (place != FIELD) {
            isStruct = levels[--from] != 0;
            keyWire = levels[--from];
            elementWire = levels[--from];
            valueAt = levels[--from];
            nextEntry = levels[--from];
            resume = levels[--from];
            stop = levels[--from];
            tag = levels[--from];
        }
        long high = levels[--from];
        seen = high << 32 | levels[--from] & 0xFFFF_FFFFL;
        after = levels[--from];
        end = levels[--from];
        start = levels[--from];
        top = from;
    }

    @Override
    public boolean nextField() {
        do {
            if (at >= end) {
                if (at > end) {
                    throw cutOff();
                }
                return false;
            }
            fieldAt = at;
            tag = readTag();
        } while (done != null && passDone(done.get(top)));
        noteField((short) (tag >>> 3));
        return true;
    }

    private boolean passDone(@Nullable Set<Integer> ids) {
        boolean pass = ids != null && ids.contains(tag >>> 3);
        if (pass) {
            skip(tag);
        }
        return pass;
    }

    @Override
    void setDone() {
        if (done == null) {
            done = new HashMap<>();
        }
        done.computeIfAbsent(top, level -> new HashSet<>()).add(tag >>> 3);
    }

    @Override
    public int fieldId() {
        return tag >>> 3;
    }

    /** A list may be packed or not: what it is shows when it is gone into. */
    @Override
    public void expectField(byte type) {
        boolean fits =
                type == WireTypes.LIST || type == WireTypes.SET || (tag & 7) == Wires.of(type);
        if (!fits) {
            throw new ProtocolException(
                    Wires.name(tag)
                            + " (expected: "
                            + Wires.name(Wires.of(type))
                            + ", for "
                            + WireTypes.name(type)
                            + ')');
        }
    }

    @Override
    public void skipField() {
        skip(tag);
    }

    @Override
    public boolean readBool() {
        prepare();
        return readVarint() != 0;
    }

    @Override
    public byte readI8() {
        return (byte) small(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short readI16() {
        return (short) small(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private int small(int min, int max) {
        int value = readI32();
        if (value < min || value > max) {
            throw new ProtocolException(value + " (expected: " + min + ".." + max + ')');
        }
        return value;
    }

    @Override
    public int readI32() {
        prepare();
        return (int) readVarint();
    }

    @Override
    public long readI64() {
        prepare();
        return readVarint();
    }

    @Override
    public double readDouble() {
        prepare();
        return takeDouble();
    }

    @Override
    public String readString() {
        prepare();
        return takeString();
    }

    @Override
    public ByteBuffer readBinary() {
        prepare();
        return takeBinary();
    }

    @Override
    public UUID readUuid() {
        prepare();
        return takeUuid();
    }

    private void prepare() {
        if (at >= stop) {
            hop();
        }
    }
}
