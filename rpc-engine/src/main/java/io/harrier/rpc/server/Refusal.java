package io.harrier.rpc.server;

import io.harrier.rpc.transport.Exchange;
import io.harrier.rpc.transport.Outbound;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A request that was answered without becoming a call. */
final class Refusal implements Exchange {
    private final boolean multiplexed;
    private @Nullable ByteBuf reply;
    private @Nullable Outbound next;
    private boolean finished;

    /**
     * @param reply null if the request expects none
     */
    Refusal(boolean multiplexed, @Nullable ByteBuf reply) {
        this.multiplexed = multiplexed;
        this.reply = reply;
    }

    @Override
    public boolean isMultiplexed() {
        return multiplexed;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public @Nullable ByteBuf takeFrame() {
        ByteBuf taken = reply;
        reply = null;
        return taken;
    }

    @Override
    public @Nullable Outbound next() {
        return next;
    }

    @Override
    public void next(@Nullable Outbound following) {
        next = following;
    }
}
