package io.harrier.rpc.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a message that does not say how long it is. It remembers how far it came, so
 * that bytes which trickle in are looked at once, however small the pieces.
 *
 * <p>One per connection, on its event loop. Start a message at an unmoved reader index and leave
 * that index alone until its end is found.
 */
public interface MessageEnd {
    /**
     * Goes on where the last call stopped.
     *
     * @return the length of the whole message at the reader index, or -1 until all of it has
     *     arrived
     * @throws io.harrier.rpc.error.ProtocolException if it is none, nested too deeply or too long:
     *     nothing behind it can be trusted
     */
    int find(ByteBuf in);
}
