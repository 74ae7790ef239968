package io.harrier.rpc.benchmarks.codec;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;
import io.harrier.rpc.serialize.generated.GeneratedSerializers;
import io.harrier.rpc.serialize.reflective.TypeSerializers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Objects;

/**
 * Our way: a writer for each message over a pooled direct buffer, as a call does it.
 *
 * @param <T> the type
 */
final class OurCodec<T> {
    private final BinaryProtocol protocol = BinaryProtocol.STRICT;
    private final ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(16 * 1024);
    private final ValueSerializer<T> serializer;

    private OurCodec(Class<T> type, SerializerSource source) {
        serializer = new TypeSerializers(source).of(type);
    }

    static <T> OurCodec<T> generated(Class<T> type) {
        return new OurCodec<>(type, new GeneratedSerializers());
    }

    static <T> OurCodec<T> reflective(Class<T> type) {
        return new OurCodec<>(type, SerializerSource.NONE);
    }

    int encode(T value) {
        try (ProtocolWriter out = protocol.writer(buffer.clear())) {
            serializer.write(value, out);
        }
        return buffer.writerIndex();
    }

    T decode() {
        buffer.readerIndex(0);
        try (ProtocolReader in = protocol.reader(buffer, ReadLimits.DEFAULT)) {
            return Objects.requireNonNull(serializer.read(in));
        }
    }

    void put(byte[] bytes) {
        buffer.clear().writeBytes(bytes);
    }

    byte[] bytes() {
        byte[] bytes = new byte[buffer.writerIndex()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
