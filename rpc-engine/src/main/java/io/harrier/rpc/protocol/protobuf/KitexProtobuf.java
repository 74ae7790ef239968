package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.protocol.MessageEnd;
import io.harrier.rpc.protocol.MessageError;
import io.harrier.rpc.protocol.MessageHead;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Protobuf in the messages of Kitex. Layout: {@link KitexProtobufMessage}. */
public final class KitexProtobuf implements Protocol {
    @Override
    public String name() {
        return "protobuf";
    }

    @Override
    public String codec() {
        return "protobuf";
    }

    /** As Kitex writes it, though the number of Protobuf is another. */
    @Override
    public int headerId() {
        return 0;
    }

    @Override
    public boolean begins(int first, int second) {
        return (first << 8 | second) == KitexProtobufMessage.MAGIC;
    }

    @Override
    public MessageHead readHead(ByteBuf in, int maxNameBytes, MessageHead into) {
        KitexProtobufMessage head = KitexProtobufMessage.readHead(in);
        return into.of(head.type(), head.method(), head.sequence());
    }

    @Override
    public void writeHead(ByteBuf out, int type, byte[] method, int sequence) {
        KitexProtobufMessage.writeHead(out, type, method, sequence);
    }

    @Override
    public ProtocolWriter writer(ByteBuf out) {
        return ProtobufProtocol.MESSAGE.writer(out);
    }

    @Override
    public ProtocolReader reader(ByteBuf in, ReadLimits limits) {
        return ProtobufProtocol.MESSAGE.reader(in, limits);
    }

    @Override
    public ProtocolWriter argumentsWriter(ByteBuf out) {
        return ProtobufProtocol.ARGUMENTS.writer(out);
    }

    @Override
    public ProtocolReader argumentsReader(ByteBuf in, ReadLimits limits) {
        return ProtobufProtocol.ARGUMENTS.reader(in, limits);
    }

    @Override
    public ProtocolWriter replyWriter(ByteBuf out) {
        return ProtobufProtocol.REPLY.writer(out);
    }

    @Override
    public ProtocolReader replyReader(ByteBuf in, ReadLimits limits) {
        return ProtobufProtocol.REPLY.reader(in, limits);
    }

    /** Kitex sends no message without its length before it. */
    @Override
    public @Nullable MessageEnd end(int maxBytes, int maxNameBytes, int maxDepth) {
        return null;
    }

    @Override
    public boolean hasDeclaredExceptions() {
        return false;
    }

    @Override
    public void writeError(MessageError error, ByteBuf out) {
        new ErrorProto(error.code(), error.text()).write(out);
    }

    @Override
    public MessageError readError(ByteBuf in, ReadLimits limits) {
        ErrorProto error = ErrorProto.read(in);
        return new MessageError(error.message(), error.code());
    }
}
