package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.harrier.rpc.protocol.binary.BinaryWriter;
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
        return BinaryTypes.MAP;
    }

    @Override
    public void write(Object map, BinaryWriter out) {
        Map<?, ?> entries = (Map<?, ?>) map;
        int count = entries.size();
        out.writeByte(key.type());
        out.writeByte(value.type());
        out.writeI32(count);
        int written = 0;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            ValueException.write(key, entry.getKey(), out, "[a key]");
            ValueException.write(value, entry.getValue(), out, "[" + entry.getKey() + ']');
            written++;
        }
        ValueException.requireUnchanged(count, written);
    }

    @Override
    public Map<?, ?> read(BinaryReader in) {
        byte keyType = in.readByte();
        byte valueType = in.readByte();
        int count = in.readI32();
        in.beginEntries(keyType, valueType, count);
        requireTypes(keyType, valueType, count);
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object k = ElementsSerializer.element(key.read(in));
            entries.put(k, ElementsSerializer.element(value.read(in)));
        }
        in.endNested();
        return entries;
    }

    private void requireTypes(byte keyType, byte valueType, int count) {
        if (count > 0 && (keyType != key.type() || valueType != value.type())) {
            throw new ProtocolException(
                    "map of "
                            + BinaryTypes.name(keyType)
                            + " to "
                            + BinaryTypes.name(valueType)
                            + " (expected: of "
                            + BinaryTypes.name(key.type())
                            + " to "
                            + BinaryTypes.name(value.type())
                            + ')');
        }
    }
}
