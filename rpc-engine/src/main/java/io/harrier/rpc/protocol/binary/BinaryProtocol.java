package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;

/** Thrift's binary protocol. */
public final class BinaryProtocol implements Protocol {
    @Override
    public ProtocolWriter writer(ByteBuf out) {
        return new BinaryWriter(out);
    }

    @Override
    public ProtocolReader reader(ByteBuf in, ReadLimits limits) {
        return new BinaryReader(in, limits);
    }
}
