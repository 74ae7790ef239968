package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;
import io.harrier.rpc.serialize.ElementException;
import io.harrier.rpc.serialize.ValueException;

/** Maps whose keys have parts: arrays of pairs. */
final class JsonPairs extends JsonType {
    private static final String PAIR = "a pair [key, value]";

    private final JsonType key;
    private final JsonType value;

    JsonPairs(JsonType key, JsonType value) {
        super(WireTypes.MAP, "map<" + key.name + ", " + value.name + "> as pairs");
        this.key = key;
        this.value = value;
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        int place = out.beginEntries(key.wire, value.wire);
        if (place < 0) {
            out.beginEntries(key.wire, value.wire, in.count());
        }
        in.beginArray(name);
        int count = 0;
        while (in.nextElement()) {
            pair(count++, in, out, marks);
        }
        if (place >= 0) {
            out.setCount(place, count);
        }
        out.endEntries();
    }

    private void pair(int index, JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        try {
            in.beginArray(PAIR);
            require(in.nextElement(), in);
            key.toPayload(in, out, marks);
            require(in.nextElement(), in);
            value.toPayload(in, out, marks);
            require(!in.nextElement(), in);
        } catch (JsonException | ValueException e) {
            throw JsonPlaces.at("[" + index + ']', e);
        }
    }

    private static void require(boolean isAsExpected, JsonScanner in) {
        if (!isAsExpected) {
            throw in.failure("expected " + PAIR + ", got an array of another length");
        }
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        int count = in.beginEntries(key.wire, value.wire);
        out.beginArray();
        int index = 0;
        try {
            for (; index < count; index++) {
                out.beginArray();
                key.toText(in, out, marks);
                value.toText(in, out, marks);
                out.endArray();
            }
        } catch (ProtocolException e) {
            throw ElementException.in(index, e);
        }
        out.endArray();
        in.endEntries();
    }

    @Override
    String zero() {
        return "[]";
    }
}
