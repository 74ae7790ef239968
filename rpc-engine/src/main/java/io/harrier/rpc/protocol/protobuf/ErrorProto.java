package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;

/**
 * How an error travels in Kitex-Protobuf, which has no declared exceptions.
 *
 * <pre>{@code
 * message ErrorProto { int32 TypeID = 1; string Message = 2; }
 * }</pre>
 *
 * @param code as in Thrift's application exception; 6 for whatever a handler threw
 */
public record ErrorProto(int code, String message) {
    private static final int CODE = 1;
    private static final int MESSAGE = 2;

    public void write(ByteBuf out) {
        try (ProtocolWriter writer = ProtobufProtocol.MESSAGE.writer(out)) {
            writer.beginStruct();
            writer.plainField(WireTypes.I32, CODE);
            writer.writeI32(code);
            writer.plainField(WireTypes.STRING, MESSAGE);
            writer.writeString(message);
            writer.endStruct();
        }
    }

    /**
     * Reads one that takes all that is left.
     *
     * @throws io.harrier.rpc.error.ProtocolException if it is none
     */
    public static ErrorProto read(ByteBuf in) {
        int code = 0;
        String message = "";
        try (ProtocolReader reader = ProtobufProtocol.MESSAGE.reader(in, ReadLimits.DEFAULT)) {
            reader.beginStruct();
            while (reader.nextField()) {
                if (reader.fieldId() == CODE) {
                    reader.expectField(WireTypes.I32);
                    code = reader.readI32();
                } else if (reader.fieldId() == MESSAGE) {
                    reader.expectField(WireTypes.STRING);
                    message = reader.readString();
                } else {
                    reader.skipField();
                }
            }
            reader.endStruct();
        }
        return new ErrorProto(code, message);
    }
}
