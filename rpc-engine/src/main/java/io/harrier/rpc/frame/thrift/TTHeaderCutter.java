package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off messages with a TTHeader, and takes the header off. Layout: {@link TTHeaderWriter}. For
 * any thread.
 */
final class TTHeaderCutter {
    private final FrameLimits limits;

    TTHeaderCutter(FrameLimits limits) {
        this.limits = limits;
    }

    /**
     * A header and what stood behind it.
     *
     * @param payload whoever holds it releases it; empty for a header alone
     */
    record Envelope(HeaderBlock head, boolean isMultiplexed, int sequence, ByteBuf payload) {}

    /**
     * The next whole one; null, with nothing consumed, until all of it has arrived.
     *
     * @throws BrokenFrameException if it is over a limit, or none
     */
    @Nullable Envelope next(ByteBuf in) {
        if (in.readableBytes() < TTHeader.FIXED_BYTES) {
            return null;
        }
        int at = in.readerIndex();
        int length = in.getInt(at);
        int sequence = in.getInt(at + 8);
        int headerBytes = in.getUnsignedShort(at + 12) * 4;
        requireHeader(length, headerBytes, in.getUnsignedShort(at + 6), sequence);
        if (in.readableBytes() - 4 < length) {
            return null;
        }
        ByteBuf whole = in.readRetainedSlice(4 + length);
        try {
            return cut(whole, headerBytes, sequence);
        } catch (ProtocolException e) {
            whole.release();
            throw broken(e.kind(), String.valueOf(e.getMessage()), sequence);
        }
    }

    private void requireHeader(int length, int headerBytes, int flags, int sequence) {
        if ((flags & TTHeader.FLAG_STREAMING) != 0) {
            throw broken(
                    ErrorKind.BAD_REQUEST,
                    "TTHeader flags: "
                            + flags
                            + " (expected: no streaming, which is not served here)",
                    sequence);
        }
        int payload = length - (TTHeader.FIXED_BYTES - 4) - headerBytes;
        if (headerBytes == 0 || payload < 0) {
            throw broken(
                    ErrorKind.BAD_REQUEST,
                    "TTHeader: "
                            + headerBytes
                            + " header bytes in a message of "
                            + length
                            + " (expected: from 4 to what the length leaves)",
                    sequence);
        }
        if (headerBytes > limits.maxHeaderBytes()) {
            throw broken(
                    ErrorKind.LIMIT_EXCEEDED,
                    "TTHeader: "
                            + headerBytes
                            + " bytes (expected: at most "
                            + limits.maxHeaderBytes()
                            + ')',
                    sequence);
        }
        int message = payload <= 4 ? payload : payload - 4;
        if (message > limits.maxFrameBytes()) {
            throw broken(
                    ErrorKind.LIMIT_EXCEEDED,
                    "frame length: " + message + " (expected: 0.." + limits.maxFrameBytes() + ')',
                    sequence);
        }
    }

    private static Envelope cut(ByteBuf whole, int headerBytes, int sequence) {
        int flags = whole.getUnsignedShort(whole.readerIndex() + 6);
        whole.skipBytes(TTHeader.FIXED_BYTES);
        byte[] bytes = new byte[headerBytes];
        whole.readBytes(bytes);
        HeaderBlock head = new HeaderBlock(bytes, sectionsAt(bytes));
        Checksum.verify(head, whole);
        return new Envelope(head, (flags & TTHeader.FLAG_MULTIPLEXED) != 0, sequence, whole);
    }

    /**
     * Passes protocol id and transforms. The id is only looked at, never believed: the payload has
     * a magic of its own.
     */
    private static int sectionsAt(byte[] header) {
        if (header[0] < 0 || header[0] > TTHeader.MAX_PROTOCOL_ID) {
            throw new ProtocolException(
                    "TTHeader protocol id: "
                            + header[0]
                            + " (expected: 0.."
                            + TTHeader.MAX_PROTOCOL_ID
                            + ')');
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

    private static BrokenFrameException broken(ErrorKind kind, String problem, int sequence) {
        return new BrokenFrameException(
                kind, problem, FrameForm.TTHEADER_FRAMED, BinaryProtocol.STRICT, sequence);
    }
}
