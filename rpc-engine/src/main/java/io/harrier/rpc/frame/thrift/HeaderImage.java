package io.harrier.rpc.frame.thrift;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * A whole TTHeader as bytes, for the many messages whose headers differ in their lengths and
 * sequence numbers only. Immutable, for any thread.
 */
public final class HeaderImage {
    private static final int SEQUENCE_AT = 8;

    private final byte[] bytes;

    private HeaderImage(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param out which holds a header, and nothing behind it yet
     * @param start where it begins
     */
    public static HeaderImage of(ByteBuf out, int start) {
        return new HeaderImage(ByteBufUtil.getBytes(out, start, out.writerIndex() - start));
    }

    /** Writes the header; its length is told by {@link #finish}. */
    public void write(ByteBuf out, int sequence) {
        int start = out.writerIndex();
        out.writeBytes(bytes);
        out.setInt(start + SEQUENCE_AT, sequence);
    }

    /**
     * Ends a whole frame: everything up to the writer index is its payload.
     *
     * @param start where the header begins
     */
    public static void finish(ByteBuf frame, int start) {
        frame.setInt(start, frame.writerIndex() - start - Integer.BYTES);
    }
}
