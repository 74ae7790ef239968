package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.buffer.Names;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageTypes;
import io.netty.buffer.ByteBuf;

/**
 * What Kitex puts before a Protobuf message.
 *
 * <pre>
 *   offset  bytes   field
 *   0       2       magic      0x9001
 *   2       2       type       one of {@link MessageTypes}
 *   4       4       length     of the method's name, at least 1
 *   8       length  method     UTF-8
 *   ..      4       sequence   big-endian int32
 * </pre>
 *
 * Behind it stands the bare message, or an {@link ErrorProto} if the type is an exception; before
 * it always a length of all that. Source: docs/wire/protobuf.md.
 *
 * @param sequence that the reply repeats
 */
public record KitexProtobufMessage(int type, String method, int sequence) {
    public static final int MAGIC = 0x9001;

    private static final int FIXED_BYTES = 12;

    /**
     * @throws IllegalArgumentException if the method has no name: Kitex refuses such a message
     */
    public static void writeHead(ByteBuf out, int type, byte[] method, int sequence) {
        if (method.length == 0) {
            throw new IllegalArgumentException("method name: empty (expected: one)");
        }
        out.writeShort(MAGIC);
        out.writeShort(type);
        out.writeInt(method.length);
        out.writeBytes(method);
        out.writeInt(sequence);
    }

    /**
     * Reads the head of a whole message, whose body is then what is left.
     *
     * @throws ProtocolException if it is none
     */
    public static KitexProtobufMessage readHead(ByteBuf in) {
        int bytes = in.readableBytes();
        if (bytes <= FIXED_BYTES) {
            throw new ProtocolException(
                    "message: "
                            + bytes
                            + " bytes (expected: a head of Kitex-Protobuf, at least 13)");
        }
        requireMagic(in.readUnsignedShort());
        int type = requireType(in.readUnsignedShort());
        int nameBytes = requireName(in.readInt(), bytes - FIXED_BYTES);
        String method = Names.read(in, in.readerIndex(), nameBytes);
        in.skipBytes(nameBytes);
        return new KitexProtobufMessage(type, method, in.readInt());
    }

    private static void requireMagic(int magic) {
        if (magic != MAGIC) {
            throw new ProtocolException(
                    "magic: " + Integer.toHexString(magic) + " (expected: 9001, Kitex-Protobuf)");
        }
    }

    private static int requireType(int type) {
        if (type < MessageTypes.CALL || type > MessageTypes.ONEWAY) {
            throw new ProtocolException("message type: " + type + " (expected: 1..4)");
        }
        return type;
    }

    private static int requireName(int length, int bytesLeft) {
        if (length < 1 || length > bytesLeft) {
            throw new ProtocolException(
                    "method name: " + length + " bytes (expected: 1.." + bytesLeft + ')');
        }
        return length;
    }
}
