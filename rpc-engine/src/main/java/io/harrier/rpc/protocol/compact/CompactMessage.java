package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.buffer.Names;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageHead;
import io.netty.buffer.ByteBuf;

/**
 * The head of a message of Thrift's compact protocol.
 *
 * <pre>
 *   bytes       field
 *   1           82
 *   1           type << 5 | version 1
 *   varint      sequence number
 *   varint, n   length of the name, name
 * </pre>
 *
 * Source: docs/wire/compact.md.
 */
public final class CompactMessage {
    private static final int PROTOCOL_ID = 0x82;
    private static final int VERSION = 1;
    private static final int VERSION_MASK = 0x1F;
    private static final int TYPE_SHIFT = 5;
    private static final int FIXED_BYTES = 2;

    private CompactMessage() {}

    /** Whether a message begins at this index, where two bytes are. */
    public static boolean begins(ByteBuf in, int index) {
        return begins(in.getUnsignedByte(index), in.getUnsignedByte(index + 1));
    }

    static boolean begins(int first, int second) {
        return first == PROTOCOL_ID && (second & VERSION_MASK) == VERSION;
    }

    public static void writeHead(ByteBuf out, int type, byte[] name, int sequence) {
        out.writeByte(PROTOCOL_ID);
        out.writeByte(type << TYPE_SHIFT | VERSION);
        Varints.writeUnsigned(sequence, out);
        Varints.writeUnsigned(name.length, out);
        out.writeBytes(name);
    }

    /**
     * Reads the head; the reader index stands before the struct then.
     *
     * @throws ProtocolException if it is none, or not all there; the reader index may have moved
     */
    public static MessageHead readHead(ByteBuf in, int maxNameBytes, MessageHead into) {
        int bytes = headBytes(in, maxNameBytes);
        if (bytes == 0 || bytes > in.readableBytes()) {
            throw new ProtocolException(
                    "message: " + in.readableBytes() + " bytes (expected: a head, at least 4)");
        }
        int type = in.getUnsignedByte(in.readerIndex() + 1) >>> TYPE_SHIFT;
        in.skipBytes(FIXED_BYTES);
        int sequence = Varints.readUnsigned(in);
        int nameBytes = Varints.readUnsigned(in);
        String name = Names.read(in, in.readerIndex(), nameBytes, into.name());
        in.skipBytes(nameBytes);
        return into.of(type, name, sequence);
    }

    /**
     * The length of the head at the reader index, whose name may not have arrived; 0 if more bytes
     * are needed to tell.
     */
    static int headBytes(ByteBuf in, int maxNameBytes) {
        int at = in.readerIndex();
        if (in.readableBytes() < FIXED_BYTES) {
            return 0;
        }
        requireMagic(in, at);
        int sequenceBytes = Varints.bytes(in, at + FIXED_BYTES, Varints.BYTES_32);
        if (sequenceBytes == 0) {
            return 0;
        }
        int lengthAt = at + FIXED_BYTES + sequenceBytes;
        int lengthBytes = Varints.bytes(in, lengthAt, Varints.BYTES_32);
        if (lengthBytes == 0) {
            return 0;
        }
        int nameBytes = Varints.getUnsigned(in, lengthAt, lengthBytes);
        return lengthAt - at + lengthBytes + requireName(nameBytes, maxNameBytes);
    }

    private static void requireMagic(ByteBuf in, int at) {
        if (!begins(in, at)) {
            throw new ProtocolException(
                    "first bytes: %04x (expected: 82, then 21, 41, 61 or 81)"
                            .formatted(in.getUnsignedShort(at)));
        }
    }

    private static int requireName(int bytes, int maxBytes) {
        if (bytes < 0 || bytes > maxBytes) {
            throw new ProtocolException(
                    "method name: " + bytes + " bytes (expected: 0.." + maxBytes + ')');
        }
        return bytes;
    }
}
