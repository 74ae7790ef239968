package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;

/** Binaries, as Base64 or as text. */
final class JsonBinary extends JsonKeyType {
    private final String expected;
    private final boolean isBase64;

    JsonBinary(JsonOptions options) {
        super(WireTypes.STRING, "binary");
        expected = options.base64() ? "binary as Base64" : "binary as text";
        isBase64 = options.base64();
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        in.readString(expected);
        keyToPayload(in, out);
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        keyToText(in, out);
    }

    @Override
    void keyToPayload(JsonScanner in, ProtocolWriter out) {
        if (isBase64) {
            in.decodeBase64(expected);
        }
        out.writeBinary(in.text(), in.textAt(), in.textLength());
    }

    @Override
    void keyToText(ProtocolReader in, JsonTextWriter out) {
        if (isBase64) {
            out.writeBase64(in);
        } else {
            out.writeBinaryText(in);
        }
    }

    @Override
    String zero() {
        return "\"\"";
    }
}
