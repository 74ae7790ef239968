package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;

/** {@code true} and {@code false}. */
final class JsonBool extends JsonKeyType {
    JsonBool() {
        super(WireTypes.BOOL, "bool");
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        out.writeBool(in.readBoolean(name));
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        out.writeBoolean(in.readBool());
    }

    @Override
    void keyToPayload(JsonScanner in, ProtocolWriter out) {
        try (JsonScanner inside = inside(in)) {
            boolean value = inside.readBoolean(name);
            inside.finish();
            out.writeBool(value);
        } catch (JsonException other) {
            throw in.expectedText(name);
        }
    }

    @Override
    void keyToText(ProtocolReader in, JsonTextWriter out) {
        out.writeString(in.readBool() ? "true" : "false");
    }

    @Override
    String zero() {
        return "false";
    }
}
