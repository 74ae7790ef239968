package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Lists and sets; sets keep the order of the wire. */
final class ElementsSerializer implements ValueSerializer {
    private final boolean isSet;
    private final ValueSerializer element;

    ElementsSerializer(boolean isSet, ValueSerializer element) {
        this.isSet = isSet;
        this.element = element;
    }

    @Override
    public byte type() {
        return isSet ? BinaryTypes.SET : BinaryTypes.LIST;
    }

    @Override
    public void write(Object value, BinaryWriter out) {
        Collection<?> elements = (Collection<?>) value;
        int count = elements.size();
        out.writeByte(element.type());
        out.writeI32(count);
        int written = 0;
        for (Object each : elements) {
            ValueException.write(element, each, out, "[" + written++ + ']');
        }
        ValueException.requireUnchanged(count, written);
    }

    @Override
    public Collection<?> read(BinaryReader in) {
        byte type = in.readByte();
        int count = in.readI32();
        in.beginElements(type, count);
        requireType(type, count);
        Collection<Object> elements = isSet ? new LinkedHashSet<>() : new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element(element.read(in)));
        }
        in.endNested();
        return elements;
    }

    private void requireType(byte type, int count) {
        if (count > 0 && type != element.type()) {
            throw new ProtocolException(
                    BinaryTypes.name(type())
                            + " of "
                            + BinaryTypes.name(type)
                            + " (expected: of "
                            + BinaryTypes.name(element.type())
                            + ')');
        }
    }

    /** In a container there is no place for nothing. */
    static Object element(@Nullable Object value) {
        if (value == null) {
            throw new ProtocolException(
                    "an enum's number in a container (expected: one that a constant has)");
        }
        return value;
    }
}
