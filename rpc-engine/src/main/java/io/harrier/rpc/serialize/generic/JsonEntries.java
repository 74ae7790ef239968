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

/** Maps whose keys can be names: objects. */
final class JsonEntries extends JsonType {
    private final JsonKeyType key;
    private final JsonType value;

    JsonEntries(JsonKeyType key, JsonType value) {
        super(WireTypes.MAP, "map<" + key.name + ", " + value.name + '>');
        this.key = key;
        this.value = value;
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        int counted = out.beginEntries(key.wire, value.wire);
        if (counted < 0) {
            out.beginEntries(key.wire, value.wire, in.count());
        }
        in.beginObject(name);
        int count = 0;
        while (in.nextMember()) {
            int place = in.textPlace();
            try {
                key.keyToPayload(in, out);
                value.toPayload(in, out, marks);
            } catch (JsonException | ValueException e) {
                throw JsonPlaces.at('[' + in.shownAt(place) + ']', e);
            }
            count++;
        }
        if (counted >= 0) {
            out.setCount(counted, count);
        }
        out.endEntries();
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        int count = in.beginEntries(key.wire, value.wire);
        out.beginObject();
        int index = 0;
        try {
            for (; index < count; index++) {
                key.keyToText(in, out);
                out.nameEnds();
                value.toText(in, out, marks);
            }
        } catch (ProtocolException e) {
            throw ElementException.in("entry " + index, e);
        }
        out.endObject();
        in.endEntries();
    }

    @Override
    String zero() {
        return "{}";
    }
}
