package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Writes proto3 messages, byte for byte as protobuf-java does. Layout and the types of a {@code
 * .proto} file that stand for ours: docs/wire/protobuf.md.
 *
 * <p>The message comes to the buffer at its end, all at once. Lists of lists, maps of maps and the
 * like are refused with {@link IllegalArgumentException}.
 */
public final class ProtobufWriter extends PageWriter {
    /** A field's value comes next. */
    private static final int FIELD = 0;

    /** The value of a field that is left away if it is zero or empty. */
    private static final int PLAIN = 1;

    /** An element, with nothing before it. */
    private static final int PACKED = 2;

    /** An element, with a tag of its own. */
    private static final int REPEATED = 3;

    private static final int KEY = 4;
    private static final int VALUE = 5;

    /** The struct that comes next is the message. */
    private static final int MESSAGE = 6;

    /** The struct that comes next has the message as its only field. */
    private static final int METHOD = 7;

    /** That field comes next. */
    private static final int MEMBER = 8;

    /** The message is written. */
    private static final int END = 9;

    /**
     * Numbers of one level on the stack: where its length stands, the field and mode outside, the
     * entry.
     */
    private static final int LEVEL = 4;

    private final int messageId;
    private int mode;

    /** Number of the field that is being written. */
    private int id;

    /** Where the length stands of the map's entry, or of the packed list, that is being written. */
    private int lengthAt;

    /** Bytes kept for the length of a packed list; 0 if it is written already. */
    private int lengthBytes;

    private int top;

    private ProtobufWriter(ByteBuf out, int mode, int messageId) {
        super(out);
        this.mode = mode;
        this.messageId = messageId;
    }

    /** A writer of one message: the outermost struct is that. */
    static ProtobufWriter ofMessage(ByteBuf out) {
        return new ProtobufWriter(out, MESSAGE, 0);
    }

    /**
     * A writer of what a method takes or gives: the outermost struct is nothing on the wire, and
     * its only field is the message.
     *
     * @param messageId the number of that field
     */
    static ProtobufWriter ofMethod(ByteBuf out, int messageId) {
        return new ProtobufWriter(out, METHOD, messageId);
    }

    /** Where the message goes, for somebody who writes all of it by himself. */
    public ByteBuf buffer() {
        return out;
    }

    @Override
    public void beginStruct() {
        Page open = page();
        if (mode < MESSAGE) {
            beginValue(Wires.LENGTH, TAG_BYTES);
        } else if (mode == METHOD) {
            mode = MEMBER;
            return;
        }
        open.requireLevels(top, LEVEL);
        int[] levels = open.levels;
        levels[top] = at;
        levels[top + 1] = id;
        levels[top + 2] = mode;
        levels[top + 3] = lengthAt;
        top += LEVEL;
        at += mode == MESSAGE ? 0 : 1;
        mode = FIELD;
    }

    @Override
    public void field(byte type, int number) {
        if (mode >= MESSAGE) {
            member(type, number);
        } else {
            id = number;
            mode = FIELD;
        }
    }

    @Override
    public void plainField(byte type, int number) {
        if (mode >= MESSAGE) {
            member(type, number);
        } else {
            id = number;
            mode = PLAIN;
        }
    }

    private void member(byte type, int number) {
        if (mode != MEMBER || type != WireTypes.STRUCT || number != messageId) {
            throw new IllegalArgumentException(
                    WireTypes.name(type)
                            + " as field "
                            + number
                            + " (expected: one struct; a method of Protobuf takes one message and"
                            + " gives one, and declares no exceptions)");
        }
        mode = MESSAGE;
    }

    @Override
    public void endStruct() {
        if (top == 0) {
            mode = END;
            return;
        }
        top -= LEVEL;
        int[] levels = page().levels;
        mode = levels[top + 2];
        if (mode == MESSAGE) {
            flush();
            mode = END;
            return;
        }
        putLength(levels[top], 1);
        id = levels[top + 1];
        lengthAt = levels[top + 3];
        endValue();
    }

    @Override
    public void beginElements(byte container, byte element, int count) {
        requireField(container, element);
        if (!Wires.isPacked(element)) {
            mode = REPEATED;
        } else {
            mode = PACKED;
            lengthBytes = 0;
            if (count > 0) {
                beginPacked(element, count);
            }
        }
    }

    private void beginPacked(byte element, int count) {
        require(2 * TAG_BYTES);
        putTag(id, Wires.LENGTH);
        if (element == WireTypes.DOUBLE) {
            putVarint32(Math.multiplyExact(count, Double.BYTES));
        } else {
            lengthAt = at;
            lengthBytes = sizeOf(count);
            at += lengthBytes;
        }
    }

    @Override
    public void endElements() {
        if (mode == PACKED && lengthBytes > 0) {
            putLength(lengthAt, lengthBytes);
        }
        mode = FIELD;
    }

    @Override
    public void beginEntries(byte key, byte value, int count) {
        requireField(WireTypes.MAP, value);
        if (key == WireTypes.DOUBLE || key > WireTypes.STRING) {
            throw new IllegalArgumentException(
                    "map with keys of "
                            + WireTypes.name(key)
                            + " (expected: bool, integers or strings, as Protobuf has no others)");
        }
        mode = KEY;
    }

    @Override
    public void endEntries() {
        mode = FIELD;
    }

    private void requireField(byte container, byte element) {
        if (mode > PLAIN || Wires.isContainer(element)) {
            throw new IllegalArgumentException(
                    "field "
                            + id
                            + ": "
                            + WireTypes.name(container)
                            + (mode > PLAIN ? " in a container" : " of " + WireTypes.name(element))
                            + " (expected: scalars, strings or structs, as Protobuf has nothing"
                            + " else; put the inner one in a struct)");
        }
    }

    @Override
    public void writeBool(boolean value) {
        varint(value ? 1 : 0);
    }

    @Override
    public void writeI8(byte value) {
        varint(value);
    }

    @Override
    public void writeI16(short value) {
        varint(value);
    }

    @Override
    public void writeI32(int value) {
        varint(value);
    }

    @Override
    public void writeI64(long value) {
        varint(value);
    }

    @Override
    public void writeDouble(double value) {
        if (mode != PLAIN || Double.doubleToRawLongBits(value) != 0) {
            beginValue(Wires.FIXED64, Double.BYTES);
            putDouble(value);
            endValue();
        }
    }

    @Override
    public void writeString(String value) {
        if (mode != PLAIN || !value.isEmpty()) {
            beginValue(Wires.LENGTH, 0);
            putString(value);
            endValue();
        }
    }

    @Override
    public void writeBinary(ByteBuffer value) {
        if (mode != PLAIN || value.hasRemaining()) {
            beginValue(Wires.LENGTH, 0);
            putBinary(value);
            endValue();
        }
    }

    @Override
    public void writeUuid(UUID value) {
        beginValue(Wires.LENGTH, 0);
        putUuid(value);
        endValue();
    }

    private void varint(long value) {
        if (mode != PLAIN || value != 0) {
            beginValue(Wires.VARINT, VARINT_BYTES);
            putVarint64(value);
            endValue();
        }
    }

    /** Puts down what stands before a value, and makes room for its bytes. */
    private void beginValue(int wire, int room) {
        require(3 * TAG_BYTES + room);
        if (mode == PACKED) {
            return;
        }
        if (mode < KEY || mode == VALUE) {
            putTag(mode == VALUE ? 2 : id, wire);
        } else {
            putTag(id, Wires.LENGTH);
            lengthAt = at++;
            putTag(1, wire);
        }
    }

    private void endValue() {
        if (mode == KEY) {
            mode = VALUE;
        } else if (mode == VALUE) {
            putLength(lengthAt, 1);
            mode = KEY;
        }
    }
}
