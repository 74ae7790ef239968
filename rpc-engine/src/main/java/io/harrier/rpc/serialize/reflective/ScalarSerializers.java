package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.serialize.ValueSerializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values without parts, each by its Java types. */
final class ScalarSerializers {
    private static final Map<Class<?>, ValueSerializer<Object>> KNOWN = new HashMap<>();
    private static final Map<Class<?>, Object> ZEROS = new HashMap<>();

    static {
        primitive(
                boolean.class,
                WireTypes.BOOL,
                false,
                ProtocolWriter::writeBool,
                ProtocolReader::readBool);
        primitive(
                byte.class,
                WireTypes.I8,
                (byte) 0,
                ProtocolWriter::writeI8,
                ProtocolReader::readI8);
        primitive(
                short.class,
                WireTypes.I16,
                (short) 0,
                ProtocolWriter::writeI16,
                ProtocolReader::readI16);
        primitive(int.class, WireTypes.I32, 0, ProtocolWriter::writeI32, ProtocolReader::readI32);
        primitive(long.class, WireTypes.I64, 0L, ProtocolWriter::writeI64, ProtocolReader::readI64);
        primitive(
                double.class,
                WireTypes.DOUBLE,
                0.0,
                ProtocolWriter::writeDouble,
                ProtocolReader::readDouble);
        primitive(
                float.class,
                WireTypes.DOUBLE,
                0.0f,
                (out, value) -> out.writeDouble(value),
                in -> (float) in.readDouble());
        object(
                String.class,
                WireTypes.STRING,
                "",
                ProtocolWriter::writeString,
                ProtocolReader::readString);
        object(
                byte[].class,
                WireTypes.STRING,
                new byte[0],
                (out, value) -> out.writeBinary(ByteBuffer.wrap(value)),
                in -> in.readBinary().array());
        object(
                ByteBuffer.class,
                WireTypes.STRING,
                ByteBuffer.allocate(0),
                ProtocolWriter::writeBinary,
                ProtocolReader::readBinary);
        object(
                ByteBuf.class,
                WireTypes.STRING,
                Unpooled.EMPTY_BUFFER,
                (out, value) -> out.writeBinary(value.nioBuffer()),
                in -> Unpooled.wrappedBuffer(in.readBinary()));
        object(
                UUID.class,
                WireTypes.UUID,
                null,
                ProtocolWriter::writeUuid,
                ProtocolReader::readUuid);
    }

    private ScalarSerializers() {}

    static @Nullable ValueSerializer<Object> find(Class<?> type) {
        return KNOWN.get(type);
    }

    /** What a primitive is where nothing was sent; null for other types. */
    static @Nullable Object zero(Class<?> type) {
        return ZEROS.get(type);
    }

    @SuppressWarnings("unchecked") // the zero's class is T's own
    private static <T> void primitive(
            Class<T> type,
            byte wireType,
            T zero,
            BiConsumer<ProtocolWriter, T> writer,
            Function<ProtocolReader, T> reader) {
        ZEROS.put(type, zero);
        Class<T> boxed = (Class<T>) zero.getClass();
        object(boxed, wireType, zero, writer, reader);
        KNOWN.put(type, KNOWN.get(boxed));
    }

    private static <T> void object(
            Class<T> type,
            byte wireType,
            @Nullable T zero,
            BiConsumer<ProtocolWriter, T> writer,
            Function<ProtocolReader, T> reader) {
        KNOWN.put(type, new Scalar<>(wireType, type, zero, writer, reader));
    }

    private record Scalar<T>(
            byte type,
            Class<T> javaType,
            @Nullable Object zero,
            BiConsumer<ProtocolWriter, T> writer,
            Function<ProtocolReader, T> reader)
            implements ValueSerializer<Object> {
        @Override
        public void write(Object value, ProtocolWriter out) {
            writer.accept(out, javaType.cast(value));
        }

        @Override
        public Object read(ProtocolReader in) {
            return reader.apply(in);
        }
    }
}
