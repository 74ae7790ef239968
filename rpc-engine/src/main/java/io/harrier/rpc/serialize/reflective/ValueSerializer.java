package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes and reads what stands in a field or a container. For any thread. */
interface ValueSerializer {
    /** One of {@link io.harrier.rpc.protocol.WireTypes}. */
    byte type();

    /**
     * @throws ValueException if a part of it cannot be written
     */
    void write(Object value, ProtocolWriter out);

    /**
     * Null stands for an enum's number that no constant has.
     *
     * @throws io.harrier.rpc.error.ProtocolException if the bytes are not such a value
     */
    @Nullable Object read(ProtocolReader in);

    /** The serializer of values without parts. */
    static <T> ValueSerializer of(
            byte type,
            Class<T> javaType,
            BiConsumer<ProtocolWriter, T> writer,
            Function<ProtocolReader, T> reader) {
        return new ValueSerializer() {
            @Override
            public byte type() {
                return type;
            }

            @Override
            public void write(Object value, ProtocolWriter out) {
                writer.accept(out, javaType.cast(value));
            }

            @Override
            public Object read(ProtocolReader in) {
                return reader.apply(in);
            }
        };
    }
}
