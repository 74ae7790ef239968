package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Writes the length of a framed message and the message's own head; at the end, the length. */
public final class MessageWriter {
    private static final int NO_LENGTH = -1;

    private MessageWriter() {}

    /** Begins a message; give the result to {@link #finish}. */
    public static int begin(
            ByteBuf out, FrameForm form, Protocol protocol, int type, byte[] method, int sequence) {
        int lengthAt = NO_LENGTH;
        if (form.hasLength()) {
            lengthAt = out.writerIndex();
            out.writeInt(0);
        }
        protocol.writeHead(out, type, method, sequence);
        return lengthAt;
    }

    /**
     * @throws IndexOutOfBoundsException if a message is longer than peers accept: one that is sent
     *     all the same ends their connection, and with it other calls
     */
    public static void requireAtMost(int maxFrameBytes, int messageBytes) {
        if (messageBytes > maxFrameBytes) {
            throw new IndexOutOfBoundsException(messageBytes + " bytes");
        }
    }

    public static void finish(ByteBuf out, Protocol protocol, int begun) {
        protocol.writeTail(out);
        if (begun != NO_LENGTH) {
            out.setInt(begun, out.writerIndex() - begun - 4);
        }
    }

    /** A whole frame that has a header and no message, or the empty one named "none". */
    static ByteBuf control(ByteBuf out, HeaderTemplate entries, byte @Nullable [] message) {
        TTHeaderWriter header = new TTHeaderWriter(out, 0, 0, BinaryProtocol.STRICT.headerId());
        header.strings(entries);
        header.ints(HeaderTemplate.NONE, 0, null);
        if (message != null) {
            begin(out, FrameForm.TTHEADER, BinaryProtocol.STRICT, MessageTypes.REPLY, message, 0);
            out.writeByte(WireTypes.STOP);
        }
        header.finish();
        return out;
    }
}
