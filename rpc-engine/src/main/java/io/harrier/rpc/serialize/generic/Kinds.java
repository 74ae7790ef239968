package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.schema.TypeSchema;

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
}
