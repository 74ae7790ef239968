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
     * The next whole one, from its first byte on, for whoever takes it to release; null, with
     * nothing consumed, until all of it has arrived.
     *
     * @throws BrokenFrameException if it is over a limit, or none
     */
    @Nullable ByteBuf next(ByteBuf in) {
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
        return in.readRetainedSlice(4 + length);
    }

    /**
     * Takes the header off: what is left is the payload, or nothing.
     *
     * @param whole as it was cut; released if it is broken
     * @throws BrokenFrameException if the header is none, or the payload not what it says
     */
    static HeaderBlock open(ByteBuf whole) {
        int headerBytes = whole.getUnsignedShort(12) * 4;
        try {
            whole.skipBytes(TTHeader.FIXED_BYTES);
            HeaderBlock head = KnownHeaders.read(whole, headerBytes);
            whole.skipBytes(headerBytes);
            Checksum.verify(head, whole);
            return head;
        } catch (ProtocolException e) {
            int sequence = sequence(whole);
            whole.release();
            throw broken(e.kind(), String.valueOf(e.getMessage()), sequence);
        }
    }

    /** Of a whole one. */
    static int sequence(ByteBuf whole) {
        return whole.getInt(8);
    }

    /** Whether the replies to such whole ones may come in any order. */
    static boolean isMultiplexed(ByteBuf whole) {
        return (whole.getUnsignedShort(6) & TTHeader.FLAG_MULTIPLEXED) != 0;
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

    private static BrokenFrameException broken(ErrorKind kind, String problem, int sequence) {
        return new BrokenFrameException(
                kind, problem, FrameForm.TTHEADER_FRAMED, BinaryProtocol.STRICT, sequence);
    }
}
