package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.ReadLimits;
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
            return read(in, BinaryTypes.STRUCT);
        }
    }

    static Value read(BinaryReader in, byte type) {
        return new Value(
                type,
                switch (type) {
                    case BinaryTypes.BOOL -> in.readBool();
                    case BinaryTypes.I8 -> in.readByte();
                    case BinaryTypes.DOUBLE -> in.readDouble();
                    case BinaryTypes.I16 -> in.readI16();
                    case BinaryTypes.I32 -> in.readI32();
                    case BinaryTypes.I64 -> in.readI64();
                    case BinaryTypes.STRING -> in.readString();
                    case BinaryTypes.STRUCT -> fields(in);
                    case BinaryTypes.MAP -> entries(in);
                    case BinaryTypes.SET, BinaryTypes.LIST -> elements(in);
                    default -> List.of(BinaryTypes.minBytes(type), in.readI64(), in.readI64());
                });
    }

    private static Map<Short, Value> fields(BinaryReader in) {
        Map<Short, Value> fields = new LinkedHashMap<>();
        in.beginStruct();
        for (byte type = in.readByte(); type != BinaryTypes.STOP; type = in.readByte()) {
            short id = in.readI16();
            in.field(id);
            fields.put(id, read(in, type));
        }
        in.endNested();
        return fields;
    }

    private static Elements elements(BinaryReader in) {
        byte type = in.readByte();
        int count = in.readI32();
        in.beginElements(type, count);
        return new Elements(type, values(in, count, type));
    }

    private static Entries entries(BinaryReader in) {
        byte key = in.readByte();
        byte value = in.readByte();
        int count = in.readI32();
        in.beginEntries(key, value, count);
        return new Entries(key, value, values(in, count * 2, key, value));
    }

    private static List<Value> values(BinaryReader in, int count, byte... types) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(read(in, types[i % types.length]));
        }
        in.endNested();
        return values;
    }

    private static void write(BinaryWriter out, Value value) {
        Object content = value.content();
        switch (value.type()) {
            case BinaryTypes.BOOL -> out.writeByte((Boolean) content ? 1 : 0);
            case BinaryTypes.I8 -> out.writeByte((Byte) content);
            case BinaryTypes.DOUBLE -> out.writeDouble((Double) content);
            case BinaryTypes.I16 -> out.writeI16((Short) content);
            case BinaryTypes.I32 -> out.writeI32((Integer) content);
            case BinaryTypes.I64 -> out.writeI64((Long) content);
            case BinaryTypes.STRING -> out.writeString((String) content);
            case BinaryTypes.STRUCT -> {
                value.fields().forEach((id, field) -> writeField(out, id, field));
                out.writeByte(BinaryTypes.STOP);
            }
            case BinaryTypes.MAP -> {
                Entries map = (Entries) content;
                out.writeByte(map.keyType());
                out.writeByte(map.valueType());
                out.writeI32(map.keysAndValues().size() / 2);
                map.keysAndValues().forEach(each -> write(out, each));
            }
            default -> {
                Elements list = (Elements) content;
                out.writeByte(list.type());
                out.writeI32(list.values().size());
                list.values().forEach(each -> write(out, each));
            }
        }
    }

    private static void writeField(BinaryWriter out, short id, Value value) {
        out.writeByte(value.type());
        out.writeI16(id);
        write(out, value);
    }
}
