package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;

/** Strings. */
final class JsonString extends JsonKeyType {
    JsonString() {
        super(WireTypes.STRING, "string");
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        in.readString(name);
        keyToPayload(in, out);
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        out.writeText(in);
    }

    @Override
    void keyToPayload(JsonScanner in, ProtocolWriter out) {
        out.writeText(in.text(), in.textAt(), in.textLength());
    }

    @Override
    void keyToText(ProtocolReader in, JsonTextWriter out) {
        out.writeText(in);
    }

    @Override
    String zero() {
        return "\"\"";
    }
}
