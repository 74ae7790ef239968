package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.binary.Value.Elements;
import io.harrier.rpc.protocol.binary.Value.Entries;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes values with our protocol. */
final class OurValues {
    private OurValues() {}

    static byte[] write(Value value) {
        ByteBuf bytes = Unpooled.buffer();
        try (BinaryWriter out = new BinaryWriter(bytes)) {
            write(out, value);
        }
        return ByteBufUtil.getBytes(bytes);
    }

    static Value readStruct(byte[] bytes) {
        try (BinaryReader in =
                new BinaryReader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            return read(in, WireTypes.STRUCT);
        }
    }

    static Value read(BinaryReader in, byte type) {
        return new Value(
                type,
                switch (type) {
                    case WireTypes.BOOL -> in.readBool();
                    case WireTypes.I8 -> in.readI8();
                    case WireTypes.DOUBLE -> in.readDouble();
                    case WireTypes.I16 -> in.readI16();
                    case WireTypes.I32 -> in.readI32();
                    case WireTypes.I64 -> in.readI64();
                    case WireTypes.STRING -> in.readString();
                    case WireTypes.STRUCT -> fields(in);
                    case WireTypes.MAP -> entries(in);
                    case WireTypes.SET, WireTypes.LIST -> elements(in, type);
                    default -> List.of(BinaryTypes.minBytes(type), in.readI64(), in.readI64());
                });
    }

    private static Map<Short, Value> fields(BinaryReader in) {
        Map<Short, Value> fields = new LinkedHashMap<>();
        in.beginStruct();
        while (in.nextField()) {
            short id = (short) in.fieldId();
            fields.put(id, read(in, in.fieldType()));
        }
        in.endStruct();
        return fields;
    }

    private static Elements elements(BinaryReader in, byte container) {
        int count = in.beginElements(container);
        byte type = in.elementType();
        Elements elements = new Elements(type, values(in, count, type));
        in.endElements();
        return elements;
    }

    private static Entries entries(BinaryReader in) {
        int count = in.beginEntries();
        byte key = in.keyType();
        byte value = in.elementType();
        Entries entries = new Entries(key, value, values(in, count * 2, key, value));
        in.endEntries();
        return entries;
    }

    private static List<Value> values(BinaryReader in, int count, byte... types) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(read(in, types[i % types.length]));
        }
        return values;
    }

    private static void write(BinaryWriter out, Value value) {
        Object content = value.content();
        switch (value.type()) {
            case WireTypes.BOOL -> out.writeBool((Boolean) content);
            case WireTypes.I8 -> out.writeI8((Byte) content);
            case WireTypes.DOUBLE -> out.writeDouble((Double) content);
            case WireTypes.I16 -> out.writeI16((Short) content);
            case WireTypes.I32 -> out.writeI32((Integer) content);
            case WireTypes.I64 -> out.writeI64((Long) content);
            case WireTypes.STRING -> out.writeString((String) content);
            case WireTypes.STRUCT -> {
                out.beginStruct();
                value.fields().forEach((id, field) -> writeField(out, id, field));
                out.endStruct();
            }
            case WireTypes.MAP -> {
                Entries map = (Entries) content;
                out.beginEntries(map.keyType(), map.valueType(), map.keysAndValues().size() / 2);
                map.keysAndValues().forEach(each -> write(out, each));
                out.endEntries();
            }
            default -> {
                Elements list = (Elements) content;
                out.beginElements(value.type(), list.type(), list.values().size());
                list.values().forEach(each -> write(out, each));
                out.endElements();
            }
        }
    }

    private static void writeField(BinaryWriter out, short id, Value value) {
        out.field(value.type(), id);
        write(out, value);
    }
}
