package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the kinds of a schema travel. */
final class Kinds {
    private Kinds() {}

    static byte wireType(TypeSchema.Kind kind) {
        return switch (kind) {
            case VOID -> WireTypes.STOP;
            case BOOL -> WireTypes.BOOL;
            case I8 -> WireTypes.I8;
            case I16 -> WireTypes.I16;
            case I32, ENUM -> WireTypes.I32;
            case I64 -> WireTypes.I64;
            case DOUBLE -> WireTypes.DOUBLE;
            case STRING, BINARY -> WireTypes.STRING;
            case UUID -> WireTypes.UUID;
            case LIST -> WireTypes.LIST;
            case SET -> WireTypes.SET;
            case MAP -> WireTypes.MAP;
            case STRUCT -> WireTypes.STRUCT;
        };
    }

    /** What stands for an absent value where that means zero or empty; null if nothing does. */
    static @Nullable Object zero(TypeSchema.Kind kind) {
        return switch (kind) {
            case VOID, STRUCT -> null;
            case BOOL -> false;
            case I8 -> (byte) 0;
            case I16 -> (short) 0;
            case I32, ENUM -> 0;
            case I64 -> 0L;
            case DOUBLE -> 0.0;
            case STRING -> "";
            case BINARY -> ByteBuffer.allocate(0);
            case UUID -> new UUID(0, 0);
            case LIST -> new ArrayList<>();
            case SET -> new LinkedHashSet<>();
            case MAP -> new LinkedHashMap<>();
        };
    }
}
