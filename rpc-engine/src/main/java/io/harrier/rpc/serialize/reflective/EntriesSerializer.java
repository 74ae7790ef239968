package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.serialize.BadValues;
import io.harrier.rpc.serialize.ElementException;
import io.harrier.rpc.serialize.ValueException;
import io.harrier.rpc.serialize.ValueSerializer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps; they keep the order of the wire. */
final class EntriesSerializer implements ValueSerializer<Object> {
    private final ValueSerializer<Object> key;
    private final ValueSerializer<Object> value;

    EntriesSerializer(ValueSerializer<Object> key, ValueSerializer<Object> value) {
        this.key = key;
        this.value = value;
    }

    @Override
    public byte type() {
        return WireTypes.MAP;
    }

    @Override
    public Object zero() {
        return new LinkedHashMap<>();
    }

    @Override
    public void write(Object map, ProtocolWriter out) {
        Map<?, ?> entries = (Map<?, ?>) map;
        int count = entries.size();
        out.beginEntries(key.type(), value.type(), count);
        int written = 0;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            ValueException.write(key, entry.getKey(), out, "[a key]");
            ValueException.write(value, entry.getValue(), out, "[" + entry.getKey() + ']');
            written++;
        }
        out.endEntries();
        ValueException.requireUnchanged(count, written);
    }

    @Override
    public Map<?, ?> read(ProtocolReader in) {
        int count = in.beginEntries(key.type(), value.type());
        Map<Object, Object> entries = new LinkedHashMap<>();
        int index = 0;
        try {
            for (; index < count; index++) {
                Object k = BadValues.requireKnown(key.read(in));
                entries.put(k, BadValues.requireKnown(value.read(in)));
            }
        } catch (ProtocolException e) {
            throw ElementException.in("entry " + index, e);
        }
        in.endEntries();
        return entries;
    }
}
