package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.binary.Value.Elements;
import io.harrier.rpc.protocol.binary.Value.Entries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.transport.TMemoryBuffer;

/** Writes values with Apache's own binary protocol, call by call as generated code does. */
final class LibthriftValues {
    private LibthriftValues() {}

    static byte[] write(Value value) {
        try {
            TMemoryBuffer out = new TMemoryBuffer(256);
            write(new TBinaryProtocol(out), value);
            return Arrays.copyOf(out.getArray(), out.length());
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(TProtocol out, Value value) throws TException {
        Object content = value.content();
        switch (value.type()) {
            case WireTypes.BOOL -> out.writeBool((Boolean) content);
            case WireTypes.I8 -> out.writeByte((Byte) content);
            case WireTypes.DOUBLE -> out.writeDouble((Double) content);
            case WireTypes.I16 -> out.writeI16((Short) content);
            case WireTypes.I32 -> out.writeI32((Integer) content);
            case WireTypes.I64 -> out.writeI64((Long) content);
            case WireTypes.STRING -> out.writeString((String) content);
            case WireTypes.STRUCT -> fields(out, value.fields());
            case WireTypes.MAP -> {
                Entries map = (Entries) content;
                int size = map.keysAndValues().size() / 2;
                out.writeMapBegin(new TMap(map.keyType(), map.valueType(), size));
                all(out, map.keysAndValues());
            }
            case WireTypes.SET -> {
                Elements set = (Elements) content;
                out.writeSetBegin(new TSet(set.type(), set.values().size()));
                all(out, set.values());
            }
            default -> {
                Elements list = (Elements) content;
                out.writeListBegin(new TList(list.type(), list.values().size()));
                all(out, list.values());
            }
        }
    }

    private static void fields(TProtocol out, Map<Short, Value> fields) throws TException {
        for (Map.Entry<Short, Value> field : fields.entrySet()) {
            out.writeFieldBegin(new TField("", field.getValue().type(), field.getKey()));
            write(out, field.getValue());
        }
        out.writeFieldStop();
    }

    private static void all(TProtocol out, List<Value> values) throws TException {
        for (Value value : values) {
            write(out, value);
        }
    }
}
