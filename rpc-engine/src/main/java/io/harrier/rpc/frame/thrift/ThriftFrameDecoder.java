package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameDecoder;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.protocol.MessageEnd;
import io.harrier.rpc.protocol.MessageHead;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a socket brings into {@link Frame}s of any of the four forms, in any of the protocols,
 * told apart anew for each message by its first 8 bytes.
 *
 * <pre>
 *   a protocol's first two bytes    bare message; its end is searched for
 *   bytes 4-5 = 1000                TTHeader, then a bare message, or one behind its length
 *   bytes 0-1 = FFAF                mesh header: u16 size, passed over
 *   bytes 4-5 a protocol's first    u32 length, message
 * </pre>
 *
 * <p>No length that is accepted begins like a message. Source: docs/wire/README.md. One per
 * connection, on its event loop.
 */
final class ThriftFrameDecoder extends FrameDecoder {
    private static final int SNIFFED_BYTES = 8;
    private static final int MESH_MAGIC = 0xFFAF;
    private static final int MAX_DEPTH = 64;

    private final List<Protocol> protocols;
    private final FrameLimits limits;
    private final TTHeaderCutter headers;
    private final MessageHead messageHead = new MessageHead();

    /** Of the bare message that has begun, and its protocol. */
    private @Nullable MessageEnd end;

    private @Nullable Protocol endProtocol;

    /** Set by an error: what comes after it is thrown away until the connection closes. */
    private boolean broken;

    ThriftFrameDecoder(List<Protocol> protocols, FrameLimits limits) {
        this.protocols = protocols;
        this.limits = limits;
        headers = new TTHeaderCutter(limits);
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
        int at = in.readerIndex();
        boolean isSniffed = in.readableBytes() >= SNIFFED_BYTES;
        if (isSniffed && isLength(in.getInt(at)) && in.getShort(at + 4) == TTHeader.MAGIC) {
            return withHeader(in); // the most frequent first
        }
        Protocol bare = protocolAt(in, at);
        if (bare != null) {
            return unframed(in, bare);
        }
        if (!isSniffed) {
            return null;
        }
        if (in.getUnsignedShort(at + 4) == TTHeader.MAGIC) {
            return withHeader(in); // of a length to be refused
        }
        if (in.getUnsignedShort(at) == MESH_MAGIC) {
            passMeshHeader(in);
            return null;
        }
        if (limits.lenient() && isOldUnframed(in)) {
            return unframed(in, BinaryProtocol.OLD);
        }
        Protocol framed = protocolAt(in, at + 4);
        if (framed == null && limits.lenient()) {
            framed = BinaryProtocol.OLD;
        }
        if (framed == null) {
            throw new ProtocolException(
                    "first bytes: "
                            + hex(in, at)
                            + " (expected: a message of Thrift or Kitex, framed or not, or"
                            + " TTHeader)");
        }
        return framed(in, framed);
    }

    /** Whether it is one that is accepted: then it is not how a message begins. */
    private boolean isLength(int first) {
        return first >= 0 && first <= limits.maxTotalBytes();
    }

    /**
     * The protocol of the message that begins at this index; null if none does, or too few bytes
     * are there.
     */
    private @Nullable Protocol protocolAt(ByteBuf in, int at) {
        if (in.writerIndex() - at < Protocol.SNIFFED_BYTES) {
            return null;
        }
        int first = in.getUnsignedByte(at);
        int second = in.getUnsignedByte(at + 1);
        for (int i = 0; i < protocols.size(); i++) {
            if (protocols.get(i).begins(first, second)) {
                return protocols.get(i);
            }
        }
        return null;
    }

    /** What is behind it is looked at next: decoding goes on as long as something is consumed. */
    private static void passMeshHeader(ByteBuf in) {
        int bytes = 4 + in.getUnsignedShort(in.readerIndex() + 2);
        if (in.readableBytes() >= bytes) {
            in.skipBytes(bytes);
        }
    }

    private @Nullable Frame unframed(ByteBuf in, Protocol protocol) {
        int bytes = find(in, protocol);
        return bytes < 0
                ? null
                : message(FrameForm.UNFRAMED, protocol, null, in.readRetainedSlice(bytes));
    }

    private int find(ByteBuf in, Protocol protocol) {
        try {
            return end(protocol).find(in);
        } catch (ProtocolException e) {
            throw broken(e, FrameForm.UNFRAMED, protocol, 0);
        }
    }

    private MessageEnd end(Protocol protocol) {
        MessageEnd known = end;
        if (known == null || endProtocol != protocol) {
            known = protocol.end(limits.maxFrameBytes(), limits.maxHeaderBytes(), MAX_DEPTH);
            if (known == null) {
                throw new ProtocolException(
                        "a bare message of "
                                + protocol.name()
                                + " (expected: its length before it)");
            }
            end = known;
            endProtocol = protocol;
        }
        return known;
    }

    private @Nullable Frame framed(ByteBuf in, Protocol protocol) {
        int length = in.getInt(in.readerIndex());
        if (length < 0 || length > limits.maxFrameBytes()) {
            throw new BrokenFrameException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "frame length: " + length + " (expected: 0.." + limits.maxFrameBytes() + ')',
                    FrameForm.FRAMED,
                    protocol,
                    0);
        }
        if (in.readableBytes() - 4 < length) {
            return null;
        }
        return message(FrameForm.FRAMED, protocol, null, in.skipBytes(4).readRetainedSlice(length));
    }

    private @Nullable Frame withHeader(ByteBuf in) {
        ByteBuf whole = headers.next(in);
        if (whole == null) {
            return null;
        }
        HeaderBlock head = TTHeaderCutter.open(whole);
        if (!whole.isReadable()) {
            Frame control =
                    Frame.control(
                            FrameForm.TTHEADER,
                            head,
                            TTHeaderCutter.isMultiplexed(whole),
                            TTHeaderCutter.sequence(whole),
                            BinaryProtocol.STRICT);
            whole.release();
            return control;
        }
        Protocol bare = isFramed(whole) ? null : protocolAt(whole, whole.readerIndex());
        return bare == null
                ? message(FrameForm.TTHEADER_FRAMED, unwrap(whole), head, whole)
                : message(FrameForm.TTHEADER, bare, head, whole);
    }

    private boolean isFramed(ByteBuf payload) {
        return payload.readableBytes() > Integer.BYTES
                && payload.getInt(payload.readerIndex()) == payload.readableBytes() - Integer.BYTES;
    }

    /** Takes the length off a framed payload; it must say what the envelope said. */
    private Protocol unwrap(ByteBuf payload) {
        int at = payload.readerIndex();
        Protocol protocol = protocolAt(payload, at + 4);
        if (protocol != null && payload.readInt() == payload.readableBytes()) {
            return protocol;
        }
        String problem =
                protocol == null
                        ? "payload behind TTHeader: "
                                + hex(payload, at)
                                + " (expected: a message of Thrift or Kitex, framed or not)"
                        : "frame length behind TTHeader: "
                                + payload.getInt(at)
                                + " (expected: "
                                + payload.readableBytes()
                                + ", what is left)";
        int sequence = TTHeaderCutter.sequence(payload);
        payload.release();
        throw new BrokenFrameException(
                ErrorKind.BAD_REQUEST,
                problem,
                FrameForm.TTHEADER_FRAMED,
                protocol == null ? BinaryProtocol.STRICT : protocol,
                sequence);
    }

    /**
     * Reads the message's own head; takes over {@code message}, and releases it before it throws.
     *
     * @param envelope null if there is none
     */
    private Frame message(
            FrameForm form, Protocol protocol, @Nullable HeaderBlock envelope, ByteBuf message) {
        int sequence = envelope == null ? 0 : TTHeaderCutter.sequence(message);
        try {
            protocol.readHead(message, limits.maxHeaderBytes(), messageHead);
            return new Frame(
                    form,
                    envelope,
                    envelope != null && TTHeaderCutter.isMultiplexed(message),
                    sequence,
                    protocol,
                    messageHead.type(),
                    messageHead.name(),
                    messageHead.sequence(),
                    message);
        } catch (ProtocolException e) {
            message.release();
            throw broken(e, form, protocol, sequence);
        }
    }

    /**
     * Old messages begin with the name's length: printable letters follow it, where a framed one
     * has a small number.
     */
    private static boolean isOldUnframed(ByteBuf in) {
        int fifth = in.getInt(in.readerIndex() + 4);
        return fifth >>> 16 != BinaryTypes.VERSION_1 >>> 16 && (fifth < 0 || fifth > 0xFFFF);
    }

    private static BrokenFrameException broken(
            ProtocolException e, FrameForm form, Protocol protocol, int sequence) {
        return e instanceof BrokenFrameException known
                ? known
                : new BrokenFrameException(
                        e.kind(), String.valueOf(e.getMessage()), form, protocol, sequence);
    }

    private static String hex(ByteBuf in, int at) {
        return ByteBufUtil.hexDump(in, at, Math.min(SNIFFED_BYTES, in.writerIndex() - at));
    }
}
