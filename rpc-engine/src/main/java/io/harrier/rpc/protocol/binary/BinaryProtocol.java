package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Names;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageEnd;
import io.harrier.rpc.protocol.MessageHead;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;

/**
 * Thrift's binary protocol, in its two forms.
 *
 * <pre>
 *   strict   u32 0x80010000 | type, u32 length, name, i32 sequence
 *   old      u32 length, name, u8 type, i32 sequence
 * </pre>
 *
 * <p>Its writers and readers are borrowed: {@code close()} gives them back, and is called once.
 * Source: docs/wire/binary.md.
 */
public final class BinaryProtocol implements Protocol {
    /** Messages begin with a version, as all but very old peers' do. */
    public static final BinaryProtocol STRICT = new BinaryProtocol(true);

    /** Messages begin with the length of a name: nothing tells them from other bytes for sure. */
    public static final BinaryProtocol OLD = new BinaryProtocol(false);

    private static final int VERSION = BinaryTypes.VERSION_1 >>> 16;

    private final boolean strict;

    private BinaryProtocol(boolean strict) {
        this.strict = strict;
    }

    @Override
    public String name() {
        return strict ? "binary" : "binary (not strict)";
    }

    @Override
    public int headerId() {
        return 0;
    }

    @Override
    public boolean begins(int first, int second) {
        return strict && first == VERSION >>> 8 && second == (VERSION & 0xFF);
    }

    @Override
    public MessageHead readHead(ByteBuf in, int maxNameBytes, MessageHead into) {
        if (headBytes(in, maxNameBytes) == 0) {
            throw new ProtocolException(
                    "message: "
                            + in.readableBytes()
                            + " bytes (expected: a head, at least "
                            + (strict ? 12 : 9)
                            + ')');
        }
        int first = strict ? in.readInt() & 0xFF : 0;
        int nameBytes = in.readInt();
        String name = Names.read(in, in.readerIndex(), nameBytes, into.name());
        in.skipBytes(nameBytes);
        return into.of(strict ? first : in.readByte(), name, in.readInt());
    }

    /** The length of the head; 0 if more bytes are needed to tell, or to have it whole. */
    private int headBytes(ByteBuf in, int maxNameBytes) {
        int nameAt = strict ? 4 : 0;
        if (in.readableBytes() < nameAt + 4) {
            return 0;
        }
        int nameBytes = in.getInt(in.readerIndex() + nameAt);
        if (nameBytes < 0 || nameBytes > maxNameBytes) {
            throw new ProtocolException(
                    ErrorKind.BAD_REQUEST,
                    "method name: " + nameBytes + " bytes (expected: 0.." + maxNameBytes + ')');
        }
        int bytes = nameAt + 4 + nameBytes + (strict ? 4 : 5);
        return in.readableBytes() < bytes ? 0 : bytes;
    }

    @Override
    public void writeHead(ByteBuf out, int type, byte[] method, int sequence) {
        if (strict) {
            out.writeInt(BinaryTypes.VERSION_1 | type);
        }
        out.writeInt(method.length);
        out.writeBytes(method);
        if (!strict) {
            out.writeByte(type);
        }
        out.writeInt(sequence);
    }

    @Override
    public ProtocolWriter writer(ByteBuf out) {
        return BinaryWriter.take(out);
    }

    @Override
    public ProtocolReader reader(ByteBuf in, ReadLimits limits) {
        return BinaryReader.take(in, limits);
    }

    @Override
    public MessageEnd end(int maxBytes, int maxNameBytes, int maxDepth) {
        MessageScanner scanner = new MessageScanner(maxBytes, maxDepth);
        return in -> {
            int head = headBytes(in, maxNameBytes);
            return head == 0 ? -1 : scanner.scan(in, head);
        };
    }

    @Override
    public String toString() {
        return name();
    }
}
