package io.harrier.rpc.protocol;

/**
 * What a message of type {@link MessageTypes#EXCEPTION} carries.
 *
 * <p>In Thrift's protocols a struct of two fields, and no more: stock Kitex cannot pass over
 * others.
 *
 * <pre>
 *   1: string  text
 *   2: i32     code
 * </pre>
 *
 * Source: TApplicationException.
 */
public record MessageError(String text, int code) {

    void write(ProtocolWriter out) {
        out.beginStruct();
        out.field(WireTypes.STRING, 1);
        out.writeString(text);
        out.field(WireTypes.I32, 2);
        out.writeI32(code);
        out.endStruct();
    }

    static MessageError read(ProtocolReader in) {
        String text = "";
        int code = 0;
        in.beginStruct();
        while (in.nextField()) {
            switch (in.fieldId()) {
                case 1 -> {
                    in.expectField(WireTypes.STRING);
                    text = in.readString();
                }
                case 2 -> {
                    in.expectField(WireTypes.I32);
                    code = in.readI32();
                }
                default -> in.skipField();
            }
        }
        in.endStruct();
        return new MessageError(text, code);
    }
}
