package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;
import io.harrier.rpc.serialize.ElementException;
import io.harrier.rpc.serialize.ValueException;

/** Lists and sets: arrays. That a set's elements differ is their sender's business. */
final class JsonElements extends JsonType {
    private final JsonType element;

    /**
     * @param container list or set, by its number
     */
    JsonElements(byte container, String name, JsonType element) {
        super(container, name + '<' + element.name + '>');
        this.element = element;
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        int place = out.beginElements(wire, element.wire);
        if (place < 0) {
            out.beginElements(wire, element.wire, in.count());
        }
        in.beginArray(name);
        int count = 0;
        while (in.nextElement()) {
            element(count++, in, out, marks);
        }
        if (place >= 0) {
            out.setCount(place, count);
        }
        out.endElements();
    }

    private void element(int index, JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        try {
            element.toPayload(in, out, marks);
        } catch (JsonException | ValueException e) {
            throw JsonPlaces.at("[" + index + ']', e);
        }
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        int count = in.beginElements(wire, element.wire);
        out.beginArray();
        int index = 0;
        try {
            for (; index < count; index++) {
                element.toText(in, out, marks);
            }
        } catch (ProtocolException e) {
            throw ElementException.in(index, e);
        }
        out.endArray();
        in.endElements();
    }

    @Override
    String zero() {
        return "[]";
    }
}
