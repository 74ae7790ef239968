package io.harrier.rpc.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.util.IllegalReferenceCountException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes of a larger buffer, under a count of their own: their last release gives back the one share
 * that they hold of it. Whoever releases them once too often takes them away from those who have
 * them, and not the larger buffer from those who have that.
 */
public final class LentBuf extends CompositeByteBuf {
    private static final Logger LOG = LoggerFactory.getLogger(LentBuf.class);

    private final ByteBuf share;

    @SuppressWarnings("this-escape") // Netty's constructor keeps the bytes, and does nothing else
    private LentBuf(ByteBuf share) {
        super(share.alloc(), share.isDirect(), 1, share);
        this.share = share;
    }

    /** These bytes of a buffer, to be read and to be released. */
    public static ByteBuf of(ByteBuf whole, int index, int length) {
        return new LentBuf(whole.slice(index, length).retain()).asReadOnly();
    }

    /** Whether they are of a larger buffer, and not a copy. */
    public static boolean isView(ByteBuf bytes) {
        return bytes.isReadOnly() && bytes.unwrap() instanceof LentBuf;
    }

    /**
     * The readable bytes, for somebody who goes on when their owner may have released them too
     * often: where they are lent, under the count of the larger buffer.
     *
     * @return what the caller releases
     */
    public static ByteBuf retainedSlice(ByteBuf bytes) {
        return bytes.isReadOnly() && bytes.unwrap() instanceof LentBuf lent
                ? lent.retainedShare(bytes.readerIndex(), bytes.readableBytes())
                : bytes.retainedSlice();
    }

    private ByteBuf retainedShare(int index, int length) {
        retain();
        ByteBuf slice = share.retainedSlice(index, length);
        try {
            release();
        } catch (IllegalReferenceCountException e) {
            LOG.trace("released too often at this moment, which takes nothing from the slice", e);
        }
        return slice;
    }
}
