package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.buffer.Names;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameDecoder;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.harrier.rpc.protocol.binary.MessageScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a socket brings into {@link Frame}s of any of the four forms, told apart anew for each
 * message by its first 8 bytes.
 *
 * <pre>
 *   bytes 4-5 = 1000   TTHeader, then one of the two below
 *   bytes 0-1 = FFAF   mesh header: u16 size, passed over
 *   bytes 0-1 = 8001   bare message; its end is searched for
 *   bytes 4-5 = 8001   u32 length, message
 * </pre>
 *
 * Source: docs/wire/README.md. One per connection, on its event loop.
 */
final class ThriftFrameDecoder extends FrameDecoder {
    private static final int SNIFFED_BYTES = 8;
    private static final int MESH_MAGIC = 0xFFAF;
    private static final int VERSION = BinaryTypes.VERSION_1 >>> 16;
    private static final int MAX_DEPTH = 64;

    private final FrameLimits limits;
    private final MessageScanner scanner;

    /** Set by an error: what comes after it is thrown away until the connection closes. */
    private boolean broken;

    ThriftFrameDecoder(FrameLimits limits) {
        this.limits = limits;
        scanner = new MessageScanner(limits.maxFrameBytes(), MAX_DEPTH);
    }

    @Override
    public int pendingBytes() {
        return broken ? 0 : actualReadableBytes();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            Frame frame = next(in);
            if (frame != null) {
                out.add(frame);
            }
        } catch (ProtocolException e) {
            broken = true;
            throw e;
        }
    }

    /**
     * The next whole frame; null, with nothing consumed but a mesh header, until all of it has
     * arrived.
     */
    private @Nullable Frame next(ByteBuf in) {
        if (in.readableBytes() < SNIFFED_BYTES) {
            return null;
        }
        int at = in.readerIndex();
        int first = in.getUnsignedShort(at);
        int fifth = in.getUnsignedShort(at + 4);
        if (fifth == TTHeader.MAGIC) {
            return withHeader(in);
        }
        if (first == MESH_MAGIC) {
            passMeshHeader(in);
            return null;
        }
        if (first == VERSION || limits.lenient() && isOldUnframed(in)) {
            return unframed(in);
        }
        if (fifth == VERSION || limits.lenient()) {
            return framed(in);
        }
        throw new ProtocolException(
                "first bytes: "
                        + hex(in, at)
                        + " (expected: Thrift strict binary, framed or not, or TTHeader)");
    }

    /** What is behind it is looked at next: decoding goes on as long as something is consumed. */
    private static void passMeshHeader(ByteBuf in) {
        int bytes = 4 + in.getUnsignedShort(in.readerIndex() + 2);
        if (in.readableBytes() >= bytes) {
            in.skipBytes(bytes);
        }
    }

    private @Nullable Frame unframed(ByteBuf in) {
        int head = headBytes(in, FrameForm.UNFRAMED, 0);
        int bytes = head == 0 ? -1 : scan(in, head);
        if (bytes < 0) {
            return null;
        }
        ByteBuf message = in.readRetainedSlice(bytes);
        return message(FrameForm.UNFRAMED, null, false, 0, message);
    }

    private int scan(ByteBuf in, int head) {
        try {
            return scanner.scan(in, head);
        } catch (ProtocolException e) {
            throw broken(e, FrameForm.UNFRAMED, 0);
        }
    }

    private @Nullable Frame framed(ByteBuf in) {
        int length = in.getInt(in.readerIndex());
        requireLength(length, FrameForm.FRAMED, 0);
        if (in.readableBytes() - 4 < length) {
            return null;
        }
        return message(FrameForm.FRAMED, null, false, 0, in.skipBytes(4).readRetainedSlice(length));
    }

    private @Nullable Frame withHeader(ByteBuf in) {
        if (in.readableBytes() < TTHeader.FIXED_BYTES) {
            return null;
        }
        int at = in.readerIndex();
        int length = in.getInt(at);
        int sequence = in.getInt(at + 8);
        int headerBytes = in.getUnsignedShort(at + 12) * 4;
        try {
            requireHeader(length, headerBytes, in.getUnsignedShort(at + 6), sequence);
        } catch (ProtocolException e) {
            throw broken(e, FrameForm.TTHEADER_FRAMED, sequence);
        }
        if (in.readableBytes() - 4 < length) {
            return null;
        }
        ByteBuf whole = in.readRetainedSlice(4 + length);
        try {
            return cut(whole, headerBytes, sequence);
        } catch (ProtocolException e) {
            whole.release();
            throw broken(e, FrameForm.TTHEADER_FRAMED, sequence);
        }
    }

    private void requireHeader(int length, int headerBytes, int flags, int sequence) {
        if ((flags & TTHeader.FLAG_STREAMING) != 0) {
            throw new ProtocolException(
                    "TTHeader flags: "
                            + flags
                            + " (expected: no streaming, which is not served here)");
        }
        int payload = length - (TTHeader.FIXED_BYTES - 4) - headerBytes;
        if (headerBytes == 0 || payload < 0) {
            throw new ProtocolException(
                    "TTHeader: "
                            + headerBytes
                            + " header bytes in a message of "
                            + length
                            + " (expected: from 4 to what the length leaves)");
        }
        if (headerBytes > limits.maxHeaderBytes()) {
            throw new BrokenFrameException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "TTHeader: "
                            + headerBytes
                            + " bytes (expected: at most "
                            + limits.maxHeaderBytes()
                            + ')',
                    FrameForm.TTHEADER_FRAMED,
                    sequence);
        }
        requireLength(payload <= 4 ? payload : payload - 4, FrameForm.TTHEADER_FRAMED, sequence);
    }

    private Frame cut(ByteBuf whole, int headerBytes, int sequence) {
        int at = whole.readerIndex();
        boolean multiplexed = (whole.getUnsignedShort(at + 6) & TTHeader.FLAG_MULTIPLEXED) != 0;
        whole.skipBytes(TTHeader.FIXED_BYTES);
        byte[] bytes = new byte[headerBytes];
        whole.readBytes(bytes);
        HeaderBlock head = new HeaderBlock(bytes, sectionsAt(bytes));
        Checksum.verify(head, whole);
        if (!whole.isReadable()) {
            whole.release();
            return Frame.control(FrameForm.TTHEADER, head, multiplexed, sequence);
        }
        FrameForm form = unwrap(whole);
        return message(form, head, multiplexed, sequence, whole);
    }

    /**
     * Passes protocol id and transforms. The id is only looked at, never believed: the payload has
     * a magic of its own.
     */
    private static int sectionsAt(byte[] header) {
        int protocol = header[0];
        if (protocol != TTHeader.PROTOCOL_BINARY
                && protocol != TTHeader.PROTOCOL_COMPACT_V2
                && protocol != TTHeader.PROTOCOL_KITEX_PROTOBUF) {
            throw new ProtocolException(
                    "TTHeader protocol id: " + protocol + " (expected: 0, 3 or 4)");
        }
        int at = 2 + (header[1] & 0xFF);
        if (at > header.length) {
            throw new ProtocolException(
                    "TTHeader transforms: "
                            + (header[1] & 0xFF)
                            + " (expected: fewer than header bytes)");
        }
        return at;
    }

    /** Takes the length off a framed payload; it must say what the envelope said. */
    private FrameForm unwrap(ByteBuf payload) {
        int at = payload.readerIndex();
        if (payload.readableBytes() >= 2 && payload.getUnsignedShort(at) == VERSION) {
            return FrameForm.TTHEADER;
        }
        if (payload.readableBytes() < 6 || payload.getUnsignedShort(at + 4) != VERSION) {
            throw new ProtocolException(
                    "payload behind TTHeader: "
                            + hex(payload, at)
                            + " (expected: Thrift strict binary, framed or not)");
        }
        int length = payload.readInt();
        if (length != payload.readableBytes()) {
            throw new ProtocolException(
                    "frame length behind TTHeader: "
                            + length
                            + " (expected: "
                            + payload.readableBytes()
                            + ", what is left)");
        }
        return FrameForm.TTHEADER_FRAMED;
    }

    /**
     * Reads the message's own head; takes over {@code message}, and releases it before it throws.
     */
    private Frame message(
            FrameForm form,
            @Nullable HeaderBlock head,
            boolean multiplexed,
            int envelope,
            ByteBuf message) {
        try {
            int bytes = headBytes(message, form, envelope);
            if (bytes == 0) {
                throw new ProtocolException(
                        "message: "
                                + message.readableBytes()
                                + " bytes (expected: a head, at least 12)");
            }
            boolean strict = message.getUnsignedShort(message.readerIndex()) == VERSION;
            int first = strict ? message.readInt() & 0xFF : 0;
            int nameBytes = message.readInt();
            String name = Names.read(message, message.readerIndex(), nameBytes);
            message.skipBytes(nameBytes);
            int type = strict ? first : message.readByte();
            return new Frame(
                    form,
                    head,
                    multiplexed,
                    envelope,
                    strict,
                    requireType(type),
                    name,
                    message.readInt(),
                    message);
        } catch (ProtocolException e) {
            if (!form.hasHeader()) {
                message.release();
            }
            throw broken(e, form, envelope);
        }
    }

    private static int requireType(int type) {
        if (type < MessageTypes.CALL || type > MessageTypes.ONEWAY) {
            throw new ProtocolException("message type: " + type + " (expected: 1..4)");
        }
        return type;
    }

    /**
     * The length of the head at the reader index; 0 if more bytes are needed to tell, or to have it
     * whole.
     */
    private int headBytes(ByteBuf in, FrameForm form, int sequence) {
        int at = in.readerIndex();
        boolean strict = in.readableBytes() >= 2 && in.getUnsignedShort(at) == VERSION;
        int nameAt = strict ? 4 : 0;
        if (in.readableBytes() < nameAt + 4) {
            return 0;
        }
        int nameBytes = in.getInt(at + nameAt);
        if (nameBytes < 0 || nameBytes > limits.maxHeaderBytes()) {
            throw new BrokenFrameException(
                    ErrorKind.BAD_REQUEST,
                    "method name: "
                            + nameBytes
                            + " bytes (expected: 0.."
                            + limits.maxHeaderBytes()
                            + ')',
                    form,
                    sequence);
        }
        int bytes = nameAt + 4 + nameBytes + (strict ? 4 : 5);
        return in.readableBytes() < bytes ? 0 : bytes;
    }

    /**
     * Old messages begin with the name's length: printable letters follow it, where a framed one
     * has a small number.
     */
    private static boolean isOldUnframed(ByteBuf in) {
        int fifth = in.getInt(in.readerIndex() + 4);
        return fifth >>> 16 != VERSION && (fifth < 0 || fifth > 0xFFFF);
    }

    private void requireLength(int length, FrameForm form, int sequence) {
        if (length < 0 || length > limits.maxFrameBytes()) {
            throw new BrokenFrameException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "frame length: " + length + " (expected: 0.." + limits.maxFrameBytes() + ')',
                    form,
                    sequence);
        }
    }

    private static BrokenFrameException broken(ProtocolException e, FrameForm form, int sequence) {
        String message = e.getMessage();
        return e instanceof BrokenFrameException known
                ? known
                : new BrokenFrameException(
                        e.kind(), message == null ? "" : message, form, sequence);
    }

    private static String hex(ByteBuf in, int at) {
        return ByteBufUtil.hexDump(in, at, Math.min(SNIFFED_BYTES, in.readableBytes()));
    }
}
