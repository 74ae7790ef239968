package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;

/** Values of one type: JSON text to a payload and back, without objects. For any thread. */
abstract class JsonType {
    /** One of {@link io.harrier.rpc.protocol.WireTypes}. */
    final byte wire;

    /** As errors name it. */
    final String name;

    JsonType(byte wire, String name) {
        this.wire = wire;
        this.name = name;
    }

    /**
     * @throws io.harrier.rpc.protocol.json.JsonException if the text is no such value
     * @throws io.harrier.rpc.serialize.ValueException if a part of it is not
     */
    abstract void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks);

    /**
     * @throws io.harrier.rpc.error.ProtocolException if the payload is no such value
     */
    abstract void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks);

    /** The JSON of a zero or an empty value. */
    abstract String zero();
}
