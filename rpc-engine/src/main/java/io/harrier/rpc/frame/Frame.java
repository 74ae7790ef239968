package io.harrier.rpc.frame;

import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * One message cut off the socket: its envelope's head, its own head, and a payload that nobody has
 * looked into yet. Whoever holds the frame releases it, once.
 *
 * @param head null if the form has none
 * @param isMultiplexed whether the reply may overtake others of its connection
 * @param envelopeSequence the id in the envelope; 0 if it has none
 * @param protocol what the message is written in
 * @param type call, reply, exception or oneway; 0 for a control frame, which has no message
 * @param sequence the id in the message's own head, which replies repeat
 * @param payload a slice of what was read, its reader index behind the message's head
 */
public record Frame(
        FrameForm form,
        @Nullable Head head,
        boolean isMultiplexed,
        int envelopeSequence,
        Protocol protocol,
        int type,
        String method,
        int sequence,
        ByteBuf payload) {

    /** A frame of an envelope alone. */
    public static Frame control(
            FrameForm form,
            Head head,
            boolean isMultiplexed,
            int envelopeSequence,
            Protocol protocol) {
        return new Frame(
                form,
                head,
                isMultiplexed,
                envelopeSequence,
                protocol,
                0,
                "",
                0,
                Unpooled.EMPTY_BUFFER);
    }

    public boolean isControl() {
        return type == 0;
    }

    /** Whether the caller wants no reply. */
    public boolean isOneway() {
        return type == MessageTypes.ONEWAY;
    }

    public void release() {
        payload.release();
    }
}
