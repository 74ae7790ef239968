package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UUIDs in their 36 characters, hexadecimal digits of either case. */
final class JsonUuid extends JsonKeyType {
    private static final int CHARS = 36;

    JsonUuid() {
        super(WireTypes.UUID, "uuid");
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        in.readString(name);
        keyToPayload(in, out);
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        keyToText(in, out);
    }

    @Override
    void keyToPayload(JsonScanner in, ProtocolWriter out) {
        if (in.textLength() != CHARS) {
            throw in.expectedText(name);
        }
        String text = new String(in.text(), in.textAt(), CHARS, StandardCharsets.ISO_8859_1);
        out.writeUuid(parse(text, in));
    }

    /** The JDK takes groups of any length. */
    private UUID parse(String text, JsonScanner in) {
        try {
            UUID value = UUID.fromString(text);
            if (value.toString().equalsIgnoreCase(text)) {
                return value;
            }
        } catch (IllegalArgumentException other) {
            // told below
        }
        throw in.expectedText(name);
    }

    @Override
    void keyToText(ProtocolReader in, JsonTextWriter out) {
        out.writeString(in.readUuid().toString());
    }

    @Override
    String zero() {
        return '"' + new UUID(0, 0).toString() + '"';
    }
}
