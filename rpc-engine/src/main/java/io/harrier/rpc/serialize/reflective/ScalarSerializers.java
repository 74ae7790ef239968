package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.harrier.rpc.protocol.binary.BinaryWriter;
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
    private static final Map<Class<?>, ValueSerializer> KNOWN = new HashMap<>();
    private static final Map<Class<?>, Object> ZEROS = new HashMap<>();

    static {
        primitive(
                boolean.class,
                BinaryTypes.BOOL,
                false,
                (out, value) -> out.writeByte(value ? 1 : 0),
                BinaryReader::readBool);
        primitive(
                byte.class,
                BinaryTypes.I8,
                (byte) 0,
                (out, value) -> out.writeByte(value),
                BinaryReader::readByte);
        primitive(
                short.class,
                BinaryTypes.I16,
                (short) 0,
                (out, value) -> out.writeI16(value),
                BinaryReader::readI16);
        primitive(int.class, BinaryTypes.I32, 0, BinaryWriter::writeI32, BinaryReader::readI32);
        primitive(long.class, BinaryTypes.I64, 0L, BinaryWriter::writeI64, BinaryReader::readI64);
        primitive(
                double.class,
                BinaryTypes.DOUBLE,
                0.0,
                BinaryWriter::writeDouble,
                BinaryReader::readDouble);
        primitive(
                float.class,
                BinaryTypes.DOUBLE,
                0.0f,
                (out, value) -> out.writeDouble(value),
                in -> (float) in.readDouble());
        object(
                String.class,
                BinaryTypes.STRING,
                BinaryWriter::writeString,
                BinaryReader::readString);
        object(
                byte[].class,
                BinaryTypes.STRING,
                (out, value) -> out.writeBinary(ByteBuffer.wrap(value)),
                in -> in.readBinary().array());
        object(
                ByteBuffer.class,
                BinaryTypes.STRING,
                BinaryWriter::writeBinary,
                BinaryReader::readBinary);
        object(
                ByteBuf.class,
                BinaryTypes.STRING,
                (out, value) -> out.writeBinary(value.nioBuffer()),
                in -> Unpooled.wrappedBuffer(in.readBinary()));
        object(
                UUID.class,
                BinaryTypes.UUID,
                (out, value) -> {
                    out.writeI64(value.getMostSignificantBits());
                    out.writeI64(value.getLeastSignificantBits());
                },
                in -> new UUID(in.readI64(), in.readI64()));
    }

    private ScalarSerializers() {}

    static @Nullable ValueSerializer find(Class<?> type) {
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
            BiConsumer<BinaryWriter, T> writer,
            Function<BinaryReader, T> reader) {
        ZEROS.put(type, zero);
        Class<T> boxed = (Class<T>) zero.getClass();
        object(boxed, wireType, writer, reader);
        KNOWN.put(type, KNOWN.get(boxed));
    }

    private static <T> void object(
            Class<T> type,
            byte wireType,
            BiConsumer<BinaryWriter, T> writer,
            Function<BinaryReader, T> reader) {
        KNOWN.put(type, ValueSerializer.of(wireType, type, writer, reader));
    }
}
