package io.harrier.rpc.protocol;

import io.harrier.rpc.protocol.Value.Elements;
import io.harrier.rpc.protocol.Value.Entries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/** Values through Apache's own protocols, call by call as generated code does. */
final class LibthriftValues {
    private static final TStruct STRUCT = new TStruct("");

    private LibthriftValues() {}

    static byte[] write(Value value, TProtocolFactory protocol) {
        try {
            TMemoryBuffer out = new TMemoryBuffer(256);
            write(protocol.getProtocol(out), value);
            return Arrays.copyOf(out.getArray(), out.length());
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }

    static Value readStruct(byte[] bytes, TProtocolFactory protocol) {
        try {
            return read(protocol.getProtocol(new TMemoryInputTransport(bytes)), WireTypes.STRUCT);
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }

    static void write(TProtocol out, Value value) throws TException {
        Object content = value.content();
        switch (value.type()) {
            case WireTypes.BOOL -> out.writeBool((Boolean) content);
            case WireTypes.I8 -> out.writeByte((Byte) content);
            case WireTypes.DOUBLE -> out.writeDouble((Double) content);
            case WireTypes.I16 -> out.writeI16((Short) content);
            case WireTypes.I32 -> out.writeI32((Integer) content);
            case WireTypes.I64 -> out.writeI64((Long) content);
            case WireTypes.STRING -> out.writeString((String) content);
            case WireTypes.UUID -> out.writeUuid((UUID) content);
            case WireTypes.STRUCT -> fields(out, value.fields());
            case WireTypes.MAP -> {
                Entries map = (Entries) content;
                int size = map.keysAndValues().size() / 2;
                out.writeMapBegin(new TMap(map.keyType(), map.valueType(), size));
                all(out, map.keysAndValues());
                out.writeMapEnd();
            }
            case WireTypes.SET -> {
                Elements set = (Elements) content;
                out.writeSetBegin(new TSet(set.type(), set.values().size()));
                all(out, set.values());
                out.writeSetEnd();
            }
            default -> {
                Elements list = (Elements) content;
                out.writeListBegin(new TList(list.type(), list.values().size()));
                all(out, list.values());
                out.writeListEnd();
            }
        }
    }

    private static void fields(TProtocol out, Map<Short, Value> fields) throws TException {
        out.writeStructBegin(STRUCT);
        for (Map.Entry<Short, Value> field : fields.entrySet()) {
            out.writeFieldBegin(new TField("", field.getValue().type(), field.getKey()));
            write(out, field.getValue());
            out.writeFieldEnd();
        }
        out.writeFieldStop();
        out.writeStructEnd();
    }

    private static void all(TProtocol out, List<Value> values) throws TException {
        for (Value value : values) {
            write(out, value);
        }
    }

    private static Value read(TProtocol in, byte type) throws TException {
        return new Value(
                type,
                switch (type) {
                    case WireTypes.BOOL -> in.readBool();
                    case WireTypes.I8 -> in.readByte();
                    case WireTypes.DOUBLE -> in.readDouble();
                    case WireTypes.I16 -> in.readI16();
                    case WireTypes.I32 -> in.readI32();
                    case WireTypes.I64 -> in.readI64();
                    case WireTypes.STRING -> in.readString();
                    case WireTypes.UUID -> in.readUuid();
                    case WireTypes.STRUCT -> fields(in);
                    case WireTypes.MAP -> entries(in);
                    case WireTypes.SET -> set(in);
                    default -> list(in);
                });
    }

    private static Map<Short, Value> fields(TProtocol in) throws TException {
        Map<Short, Value> fields = new LinkedHashMap<>();
        in.readStructBegin();
        TField field = in.readFieldBegin();
        while (field.type != WireTypes.STOP) {
            fields.put(field.id, read(in, field.type));
            in.readFieldEnd();
            field = in.readFieldBegin();
        }
        in.readStructEnd();
        return fields;
    }

    private static Entries entries(TProtocol in) throws TException {
        TMap map = in.readMapBegin();
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < map.size; i++) {
            values.add(read(in, map.keyType));
            values.add(read(in, map.valueType));
        }
        in.readMapEnd();
        return new Entries(map.keyType, map.valueType, values);
    }

    private static Elements set(TProtocol in) throws TException {
        TSet set = in.readSetBegin();
        Elements elements = elements(in, set.elemType, set.size);
        in.readSetEnd();
        return elements;
    }

    private static Elements list(TProtocol in) throws TException {
        TList list = in.readListBegin();
        Elements elements = elements(in, list.elemType, list.size);
        in.readListEnd();
        return elements;
    }

    private static Elements elements(TProtocol in, byte type, int count) throws TException {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(read(in, type));
        }
        return new Elements(type, values);
    }
}
