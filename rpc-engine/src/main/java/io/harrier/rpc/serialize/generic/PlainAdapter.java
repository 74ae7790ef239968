package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.serialize.ProtocolAdapter;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Thrift and Protobuf: the payload is what the message's own protocol makes of the values. */
record PlainAdapter(Protocol protocol, MethodSchema schema) implements ProtocolAdapter {
    @Override
    public String codec() {
        return protocol.codec();
    }

    @Override
    public void serialize(Part part, Consumer<ProtocolWriter> values, ByteBuf out) {
        try (ProtocolWriter writer = ProtocolPart.writer(protocol, part, out)) {
            values.accept(writer);
        }
    }

    @Override
    public <T extends @Nullable Object> T deserialize(
            Part part, ByteBuf payload, Function<ProtocolReader, T> values) {
        try (ProtocolReader reader = ProtocolPart.reader(protocol, part, payload)) {
            return values.apply(reader);
        }
    }
}
