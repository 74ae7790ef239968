package io.harrier.rpc.protocol;

import io.netty.buffer.ByteBuf;

/** One way to write values as bytes. For any thread. */
public interface Protocol {
    ProtocolWriter writer(ByteBuf out);

    ProtocolReader reader(ByteBuf in, ReadLimits limits);
}
