package io.harrier.rpc.protocol;

import io.harrier.rpc.protocol.Value.Elements;
import io.harrier.rpc.protocol.Value.Entries;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values through our protocols, by somebody who knows nothing of them. */
public final class OurValues {
    private OurValues() {}

    public static byte[] write(Value value, Protocol protocol) {
        ByteBuf bytes = Unpooled.buffer();
        try (ProtocolWriter out = protocol.writer(bytes)) {
            write(out, value);
        }
        return ByteBufUtil.getBytes(bytes);
    }

    public static Value readStruct(byte[] bytes, Protocol protocol) {
        return readStruct(Unpooled.wrappedBuffer(bytes), protocol);
    }

    public static Value readStruct(ByteBuf bytes, Protocol protocol) {
        try (TypedReader in = (TypedReader) protocol.reader(bytes, ReadLimits.DEFAULT)) {
            return read(in, WireTypes.STRUCT);
        }
    }

    public static Value read(TypedReader in, byte type) {
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
                    case WireTypes.UUID -> in.readUuid();
                    default -> unknown(in, type);
                });
    }

    private static Object unknown(TypedReader in, byte type) {
        in.skip(type);
        throw new AssertionError("type " + type + " was passed over");
    }

    private static Map<Short, Value> fields(TypedReader in) {
        Map<Short, Value> fields = new LinkedHashMap<>();
        in.beginStruct();
        while (in.nextField()) {
            short id = (short) in.fieldId();
            fields.put(id, read(in, in.fieldType()));
        }
        in.endStruct();
        return fields;
    }

    private static Elements elements(TypedReader in, byte container) {
        int count = in.beginElements(container);
        byte type = in.elementType();
        Elements elements = new Elements(type, values(in, count, type));
        in.endElements();
        return elements;
    }

    private static Entries entries(TypedReader in) {
        int count = in.beginEntries();
        byte key = in.keyType();
        byte value = in.elementType();
        Entries entries = new Entries(key, value, values(in, count * 2, key, value));
        in.endEntries();
        return entries;
    }

    private static List<Value> values(TypedReader in, int count, byte... types) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(read(in, types[i % types.length]));
        }
        return values;
    }

    public static void write(ProtocolWriter out, Value value) {
        Object content = value.content();
        switch (value.type()) {
            case WireTypes.BOOL -> out.writeBool((Boolean) content);
            case WireTypes.I8 -> out.writeI8((Byte) content);
            case WireTypes.DOUBLE -> out.writeDouble((Double) content);
            case WireTypes.I16 -> out.writeI16((Short) content);
            case WireTypes.I32 -> out.writeI32((Integer) content);
            case WireTypes.I64 -> out.writeI64((Long) content);
            case WireTypes.STRING -> out.writeString((String) content);
            case WireTypes.UUID -> out.writeUuid((UUID) content);
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

    private static void writeField(ProtocolWriter out, short id, Value value) {
        out.field(value.type(), id);
        write(out, value);
    }
}
