package io.harrier.rpc.protocol.json;

import io.harrier.rpc.protocol.MessageEnd;
import io.harrier.rpc.protocol.MessageHead;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;

/** Thrift's JSON protocol. */
public final class ThriftJsonProtocol implements Protocol {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public int headerId() {
        return 1;
    }

    @Override
    public boolean begins(int first, int second) {
        return first == '[' && second == '1';
    }

    @Override
    public MessageHead readHead(ByteBuf in, int maxNameBytes, MessageHead into) {
        ThriftJsonMessage.cutTail(in);
        return ThriftJsonMessage.readHead(in, maxNameBytes, into);
    }

    @Override
    public void writeHead(ByteBuf out, int type, byte[] method, int sequence) {
        ThriftJsonMessage.writeHead(out, type, method, sequence);
    }

    @Override
    public void writeTail(ByteBuf out) {
        ThriftJsonMessage.writeTail(out);
    }

    @Override
    public ProtocolWriter writer(ByteBuf out) {
        return new ThriftJsonWriter(out);
    }

    @Override
    public ProtocolReader reader(ByteBuf in, ReadLimits limits) {
        return new ThriftJsonReader(in, limits);
    }

    @Override
    public MessageEnd end(int maxBytes, int maxNameBytes, int maxDepth) {
        return new ThriftJsonMessageScanner(maxBytes, maxDepth)::scan;
    }
}
