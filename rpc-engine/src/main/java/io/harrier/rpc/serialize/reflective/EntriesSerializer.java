package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps; they keep the order of the wire. */
final class EntriesSerializer implements ValueSerializer {
    private final ValueSerializer key;
    private final ValueSerializer value;

    EntriesSerializer(ValueSerializer key, ValueSerializer value) {
        this.key = key;
        this.value = value;
    }

    @Override
    public byte type() {
        return WireTypes.MAP;
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
        for (int i = 0; i < count; i++) {
            Object k = ElementsSerializer.element(key.read(in));
            entries.put(k, ElementsSerializer.element(value.read(in)));
        }
        in.endEntries();
        return entries;
    }
}
