package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.annotated.AnnotatedEnums;
import io.harrier.rpc.serialize.ValueSerializer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Enums by their numbers. */
final class EnumSerializer implements ValueSerializer<Object> {
    private final int[] numbers;
    private final Map<Integer, Object> constants = new HashMap<>();

    EnumSerializer(Class<?> type) {
        Map<String, Integer> schema = AnnotatedEnums.schema(type).constants();
        Object[] all = type.getEnumConstants();
        numbers = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            numbers[i] = Objects.requireNonNull(schema.get(((Enum<?>) all[i]).name()));
            constants.put(numbers[i], all[i]);
        }
    }

    @Override
    public byte type() {
        return WireTypes.I32;
    }

    /** The constant of number 0, if there is one. */
    @Override
    public @Nullable Object zero() {
        return constants.get(0);
    }

    @Override
    public void write(Object value, ProtocolWriter out) {
        out.writeI32(numbers[((Enum<?>) value).ordinal()]);
    }

    @Override
    public @Nullable Object read(ProtocolReader in) {
        return constants.get(in.readI32());
    }
}
