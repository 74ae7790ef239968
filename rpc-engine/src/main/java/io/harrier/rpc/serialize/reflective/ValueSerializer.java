package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes and reads what stands in a field or a container. For any thread. */
interface ValueSerializer {
    /** One of {@link io.harrier.rpc.protocol.binary.BinaryTypes}. */
    byte type();

    /**
     * @throws ValueException if a part of it cannot be written
     */
    void write(Object value, BinaryWriter out);

    /**
     * Null stands for an enum's number that no constant has.
     *
     * @throws io.harrier.rpc.error.ProtocolException if the bytes are not such a value
     */
    @Nullable Object read(BinaryReader in);

    /** The serializer of values without parts. */
    static <T> ValueSerializer of(
            byte type,
            Class<T> javaType,
            BiConsumer<BinaryWriter, T> writer,
            Function<BinaryReader, T> reader) {
        return new ValueSerializer() {
            @Override
            public byte type() {
                return type;
            }

            @Override
            public void write(Object value, BinaryWriter out) {
                writer.accept(out, javaType.cast(value));
            }

            @Override
            public Object read(BinaryReader in) {
                return reader.apply(in);
            }
        };
    }
}
