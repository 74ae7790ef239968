package io.harrier.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A ping on its way out, and what stands before it. What is written behind it does not count: on a
 * busy connection there is always more. On the event loop.
 */
final class Probe {
    private final Channel channel;

    /**
     * The message in the outbound buffer that ends with the ping: the ping itself, or a record of
     * TLS. It is that buffer's, and only compared here; null from when the ping has left, as then
     * it may come back as another message.
     */
    private @Nullable Object carrier;

    /** What had not left at the last look. */
    private long unsentBytes;

    /** Writes the ping, which it takes over. */
    Probe(Channel channel, ByteBuf ping) {
        this.channel = channel;
        ChannelFuture written = channel.writeAndFlush(ping);
        forEachFlushed(this::noteLast);
        written.addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        written.addListener(done -> carrier = null);
        look();
    }

    /** Whether any of it has left since the last look. */
    boolean isMoving() {
        long before = unsentBytes;
        look();
        return unsentBytes < before;
    }

    private void look() {
        unsentBytes = 0;
        if (carrier != null) {
            forEachFlushed(this::addUpToCarrier);
        }
    }

    private boolean noteLast(Object message) {
        carrier = message;
        return true;
    }

    /** Of a message that has left in part, the rest is readable. */
    private boolean addUpToCarrier(Object message) {
        unsentBytes += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        return message != carrier;
    }

    private void forEachFlushed(ChannelOutboundBuffer.MessageProcessor action) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        if (waiting == null) {
            return; // the channel is closed
        }
        try {
            waiting.forEachFlushedMessage(action);
        } catch (Exception e) {
            throw new IllegalStateException(e); // ours throw none
        }
    }
}
