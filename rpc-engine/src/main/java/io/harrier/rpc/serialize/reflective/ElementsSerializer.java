package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
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
        return isSet ? WireTypes.SET : WireTypes.LIST;
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
        for (int i = 0; i < count; i++) {
            elements.add(element(element.read(in)));
        }
        in.endElements();
        return elements;
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
