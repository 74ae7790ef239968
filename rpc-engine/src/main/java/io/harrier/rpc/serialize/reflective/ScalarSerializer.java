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
import org.jspecify.annotations.Nullable;

/**
 * Values without parts, each by its Java types. One class for all: a pair of functions for each
 * would be two dozen classes more for every start to make.
 */
enum ScalarSerializer implements ValueSerializer<Object> {
    BOOL(WireTypes.BOOL, false, Boolean.class, boolean.class),
    I8(WireTypes.I8, (byte) 0, Byte.class, byte.class),
    I16(WireTypes.I16, (short) 0, Short.class, short.class),
    I32(WireTypes.I32, 0, Integer.class, int.class),
    I64(WireTypes.I64, 0L, Long.class, long.class),
    DOUBLE(WireTypes.DOUBLE, 0.0, Double.class, double.class),
    FLOAT(WireTypes.DOUBLE, 0.0f, Float.class, float.class),
    STRING(WireTypes.STRING, "", String.class),
    BYTES(WireTypes.STRING, new byte[0], byte[].class),
    BYTE_BUFFER(WireTypes.STRING, ByteBuffer.allocate(0), ByteBuffer.class),
    BYTE_BUF(WireTypes.STRING, Unpooled.EMPTY_BUFFER, ByteBuf.class),
    UUID_(WireTypes.UUID, null, UUID.class);

    private static final Map<Class<?>, ScalarSerializer> KNOWN = new HashMap<>();

    static {
        for (ScalarSerializer each : values()) {
            for (Class<?> type : each.javaTypes) {
                KNOWN.put(type, each);
            }
        }
    }

    private final byte type;
    private final @Nullable Object zero;
    private final Class<?>[] javaTypes;

    ScalarSerializer(byte type, @Nullable Object zero, Class<?>... javaTypes) {
        this.type = type;
        this.zero = zero;
        this.javaTypes = javaTypes;
    }

    static @Nullable ScalarSerializer find(Class<?> type) {
        return KNOWN.get(type);
    }

    /** What a primitive is where nothing was sent; null for other types. */
    static @Nullable Object primitiveZero(Class<?> type) {
        ScalarSerializer found = type.isPrimitive() ? find(type) : null;
        return found == null ? null : found.zero;
    }

    @Override
    public byte type() {
        return type;
    }

    @Override
    public @Nullable Object zero() {
        return zero;
    }

    @Override
    public void write(Object value, ProtocolWriter out) {
        switch (this) {
            case BOOL -> out.writeBool((Boolean) value);
            case I8 -> out.writeI8((Byte) value);
            case I16 -> out.writeI16((Short) value);
            case I32 -> out.writeI32((Integer) value);
            case I64 -> out.writeI64((Long) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case FLOAT -> out.writeDouble((Float) value);
            case STRING -> out.writeString((String) value);
            case BYTES -> out.writeBinary(ByteBuffer.wrap((byte[]) value));
            case BYTE_BUFFER -> out.writeBinary((ByteBuffer) value);
            case BYTE_BUF -> out.writeBinary((ByteBuf) value);
            case UUID_ -> out.writeUuid((UUID) value);
        }
    }

    @Override
    public Object read(ProtocolReader in) {
        return switch (this) {
            case BOOL -> in.readBool();
            case I8 -> in.readI8();
            case I16 -> in.readI16();
            case I32 -> in.readI32();
            case I64 -> in.readI64();
            case DOUBLE -> in.readDouble();
            case FLOAT -> (float) in.readDouble();
            case STRING -> in.readString();
            case BYTES -> in.readBinary().array();
            case BYTE_BUFFER -> in.readBinary();
            case BYTE_BUF -> in.readBuffer();
            case UUID_ -> in.readUuid();
        };
    }
}
