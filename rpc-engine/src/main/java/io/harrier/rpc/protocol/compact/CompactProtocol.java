package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.protocol.MessageEnd;
import io.harrier.rpc.protocol.MessageHead;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;

/** Thrift's compact protocol. */
public final class CompactProtocol implements Protocol {
    @Override
    public String name() {
        return "compact";
    }

    @Override
    public int headerId() {
        return 2;
    }

    @Override
    public boolean begins(int first, int second) {
        return CompactMessage.begins(first, second);
    }

    @Override
    public MessageHead readHead(ByteBuf in, int maxNameBytes, MessageHead into) {
        return CompactMessage.readHead(in, maxNameBytes, into);
    }

    @Override
    public void writeHead(ByteBuf out, int type, byte[] method, int sequence) {
        CompactMessage.writeHead(out, type, method, sequence);
    }

    @Override
    public ProtocolWriter writer(ByteBuf out) {
        return new CompactWriter(out);
    }

    @Override
    public ProtocolReader reader(ByteBuf in, ReadLimits limits) {
        return new CompactReader(in, limits);
    }

    @Override
    public MessageEnd end(int maxBytes, int maxNameBytes, int maxDepth) {
        return new CompactMessageScanner(maxBytes, maxNameBytes, maxDepth)::scan;
    }
}
