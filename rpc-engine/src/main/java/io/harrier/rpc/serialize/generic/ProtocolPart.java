package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.serialize.ProtocolAdapter.Part;
import io.netty.buffer.ByteBuf;

/** A message's part in a protocol. */
final class ProtocolPart {
    private ProtocolPart() {}

    static ProtocolWriter writer(Protocol protocol, Part part, ByteBuf out) {
        return part == Part.ARGUMENTS ? protocol.argumentsWriter(out) : protocol.replyWriter(out);
    }

    static ProtocolReader reader(Protocol protocol, Part part, ByteBuf payload) {
        return part == Part.ARGUMENTS
                ? protocol.argumentsReader(payload, ReadLimits.DEFAULT)
                : protocol.replyReader(payload, ReadLimits.DEFAULT);
    }
}
