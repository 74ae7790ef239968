package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;

/**
 * Protobuf, in three forms: its methods take one message and give one, with nothing around it,
 * while ours have a struct of arguments and one of the reply.
 */
public enum ProtobufProtocol {
    /** The outermost struct is the message. */
    MESSAGE(ProtobufReader.NO_ID),

    /** The outermost struct is that of a method's arguments; its field 1 is the message. */
    ARGUMENTS(1),

    /** The outermost struct is that of a method's reply; its field 0 is the message. */
    REPLY(0);

    private final int messageId;

    ProtobufProtocol(int messageId) {
        this.messageId = messageId;
    }

    public ProtocolWriter writer(ByteBuf out) {
        return this == MESSAGE
                ? ProtobufWriter.ofMessage(out)
                : ProtobufWriter.ofMethod(out, messageId);
    }

    public ProtocolReader reader(ByteBuf in, ReadLimits limits) {
        return new ProtobufReader(in, limits, messageId);
    }
}
