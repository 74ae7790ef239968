package io.harrier.rpc.protocol.json;

import io.harrier.rpc.buffer.Names;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * What stands around the struct in a message of Thrift's JSON protocol.
 *
 * <pre>
 *   [1,"name",type,sequence,    head; 1 is the version
 *   ]                           tail
 * </pre>
 *
 * Source: docs/wire/json.md.
 */
public final class ThriftJsonMessage {
    private static final int VERSION = 1;

    /** The first four bytes, as {@link #writeHead} and all known peers write them. */
    private static final int MAGIC = '[' << 24 | '1' << 16 | ',' << 8 | '"';

    private ThriftJsonMessage() {}

    /** Whether a message begins at this index, where four bytes are: without white space. */
    public static boolean begins(ByteBuf in, int index) {
        return in.getInt(index) == MAGIC;
    }

    public static void writeHead(ByteBuf out, int type, byte[] name, int sequence) {
        out.writeInt(MAGIC);
        for (byte c : name) {
            if (ThriftJsonText.isPlain(c & 0xFF)) {
                out.writeByte(c);
            } else {
                ThriftJsonText.writeEscape(c, out);
            }
        }
        ByteBufUtil.writeAscii(out, "\"," + type + ',' + sequence + ',');
    }

    public static void writeTail(ByteBuf out) {
        out.writeByte(']');
    }

    /**
     * Reads the head; the reader index stands before the struct then.
     *
     * @param maxNameBytes of the name as it is written, with escapes
     * @throws ProtocolException if it is none, or not all there; the reader index may have moved
     */
    public static MessageHead readHead(ByteBuf in, int maxNameBytes, MessageHead into) {
        ThriftJsonTokens tokens = new ThriftJsonTokens(in);
        tokens.expect('[');
        tokens.integer(VERSION, VERSION);
        tokens.expect(',');
        String name = name(tokens, maxNameBytes);
        tokens.expect(',');
        int type = (int) tokens.integer(0, Byte.MAX_VALUE);
        tokens.expect(',');
        int sequence = (int) tokens.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
        tokens.expect(',');
        return into.of(type, name, sequence);
    }

    /**
     * Takes the tail off a whole message: the writer index moves before it.
     *
     * @throws ProtocolException if there is none
     */
    public static void cutTail(ByteBuf message) {
        int end = message.writerIndex();
        while (end > message.readerIndex() && isSpace(message.getByte(end - 1))) {
            end--;
        }
        if (end == message.readerIndex() || message.getByte(end - 1) != ']') {
            throw new ProtocolException("end of message: no ']' (expected: one behind the struct)");
        }
        message.writerIndex(end - 1);
    }

    private static String name(ThriftJsonTokens tokens, int maxBytes) {
        int length = tokens.beginString();
        if (length > maxBytes) {
            throw new ProtocolException(
                    "method name: " + length + " bytes (expected: 0.." + maxBytes + ')');
        }
        byte[] bytes = new byte[length];
        return Names.read(bytes, 0, tokens.endString(length, bytes));
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
