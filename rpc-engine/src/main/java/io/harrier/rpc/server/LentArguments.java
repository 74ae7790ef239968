package io.harrier.rpc.server;

import io.harrier.rpc.buffer.LentBuf;
import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCounted;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The buffers among a call's arguments, and the payload that large ones are views of. The call has
 * them until its reply is written, and the handler until it has answered, which is later where
 * something else answered in its place. Whoever is last releases all of it. For any thread.
 */
final class LentArguments extends AbstractReferenceCounted {
    private static final Logger LOG = LoggerFactory.getLogger(LentArguments.class);

    private final List<ByteBuf> buffers;
    private final boolean holdsPayload;
    private final Runnable payload;
    private final AtomicBoolean handled = new AtomicBoolean();

    /**
     * @param payload gives it back, where this {@link #holdsPayload}
     */
    LentArguments(List<ByteBuf> buffers, Runnable payload) {
        this.buffers = buffers;
        holdsPayload = buffers.stream().anyMatch(LentBuf::isView);
        this.payload = payload;
    }

    /** Whether some are views of it: others are small copies. */
    boolean holdsPayload() {
        return holdsPayload;
    }

    /**
     * The handler begins.
     *
     * @throws IllegalReferenceCountException if the call has ended before
     */
    void toHandler() {
        retain();
        if (handled.getAndSet(true)) {
            release(); // for the second time, which is the middleware's affair
        }
    }

    /** The handler has answered. */
    void fromHandler() {
        if (handled.getAndSet(false)) {
            release();
        }
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }

    @Override
    protected void deallocate() {
        buffers.forEach(LentArguments::giveBack);
        if (holdsPayload) {
            payload.run();
        }
    }

    /** A handler that released what it was lent has taken it from itself alone. */
    private static void giveBack(ByteBuf buffer) {
        try {
            if (buffer.refCnt() > 0) {
                buffer.release();
                return;
            }
        } catch (IllegalReferenceCountException e) {
            LOG.trace("released at this moment", e);
        }
        LOG.debug("a handler released a buffer of its arguments more often than it retained it");
    }
}
