package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.serialize.BadValues;
import io.harrier.rpc.serialize.ElementException;
import io.harrier.rpc.serialize.ValueException;
import io.harrier.rpc.serialize.ValueSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;

/** Lists and sets; sets keep the order of the wire. */
final class ElementsSerializer implements ValueSerializer<Object> {
    private final boolean isSet;
    private final ValueSerializer<Object> element;

    ElementsSerializer(boolean isSet, ValueSerializer<Object> element) {
        this.isSet = isSet;
        this.element = element;
    }

    @Override
    public byte type() {
        return isSet ? WireTypes.SET : WireTypes.LIST;
    }

    @Override
    public Object zero() {
        return isSet ? new LinkedHashSet<>() : new ArrayList<>();
    }

    @Override
    public void write(Object value, ProtocolWriter out) {
        Collection<?> elements = (Collection<?>) value;
        int count = elements.size();
        out.beginElements(type(), element.type(), count);
        int written = 0;
        for (Object each : elements) {
            ValueException.write(element, each, out, "[" + written++ + ']');
        }
        out.endElements();
        ValueException.requireUnchanged(count, written);
    }

    @Override
    public Collection<?> read(ProtocolReader in) {
        int count = in.beginElements(type(), element.type());
        Collection<Object> elements = isSet ? new LinkedHashSet<>() : new ArrayList<>(count);
        int index = 0;
        try {
            for (; index < count; index++) {
                elements.add(BadValues.requireKnown(element.read(in)));
            }
        } catch (ProtocolException e) {
            throw ElementException.in(index, e);
        }
        in.endElements();
        return elements;
    }
}
