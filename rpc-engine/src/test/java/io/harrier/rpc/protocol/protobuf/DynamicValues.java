package io.harrier.rpc.protocol.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Messages of protobuf-java through our writer and reader, led by their descriptors. */
final class DynamicValues {
    private DynamicValues() {}

    static byte[] write(Message message) {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = ProtobufProtocol.MESSAGE.writer(out)) {
            write(message, writer);
        }
        return ByteBufUtil.getBytes(out);
    }

    static DynamicMessage read(byte[] bytes, Descriptor type) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try (ProtocolReader reader = ProtobufProtocol.MESSAGE.reader(in, ReadLimits.DEFAULT)) {
            return read(type, reader);
        }
    }

    /** Fields without presence are written whether they are zero or not. */
    private static void write(Message message, ProtocolWriter out) {
        out.beginStruct();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isMapField()) {
                out.plainField(WireTypes.MAP, field.getNumber());
                entries(field, (List<?>) message.getField(field), out);
            } else if (field.isRepeated()) {
                out.plainField(WireTypes.LIST, field.getNumber());
                elements(field, (List<?>) message.getField(field), out);
            } else if (!field.hasPresence()) {
                out.plainField(type(field), field.getNumber());
                scalar(field, message.getField(field), out);
            } else if (message.hasField(field)) {
                out.field(type(field), field.getNumber());
                scalar(field, message.getField(field), out);
            }
        }
        out.endStruct();
    }

    private static void elements(FieldDescriptor field, List<?> values, ProtocolWriter out) {
        out.beginElements(WireTypes.LIST, type(field), values.size());
        values.forEach(value -> scalar(field, value, out));
        out.endElements();
    }

    private static void entries(FieldDescriptor field, List<?> entries, ProtocolWriter out) {
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        out.beginEntries(type(key), type(value), entries.size());
        for (Object entry : entries) {
            scalar(key, ((Message) entry).getField(key), out);
            scalar(value, ((Message) entry).getField(value), out);
        }
        out.endEntries();
    }

    private static void scalar(FieldDescriptor field, Object value, ProtocolWriter out) {
        switch (field.getJavaType()) {
            case BOOLEAN -> out.writeBool((Boolean) value);
            case INT -> out.writeI32((Integer) value);
            case LONG -> out.writeI64((Long) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case STRING -> out.writeString((String) value);
            case BYTE_STRING -> out.writeBinary(((ByteString) value).asReadOnlyByteBuffer());
            case ENUM -> out.writeI32(((EnumValueDescriptor) value).getNumber());
            case MESSAGE -> write((Message) value, out);
            default -> throw new IllegalArgumentException(field.toString());
        }
    }

    private static DynamicMessage read(Descriptor type, ProtocolReader in) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        in.beginStruct();
        while (in.nextField()) {
            FieldDescriptor field = type.findFieldByNumber(in.fieldId());
            if (field == null) {
                in.skipField();
            } else {
                message.clearField(field);
                read(field, message, in);
            }
        }
        in.endStruct();
        return message.build();
    }

    private static void read(
            FieldDescriptor field, DynamicMessage.Builder message, ProtocolReader in) {
        if (field.isMapField()) {
            in.expectField(WireTypes.MAP);
            readEntries(field, message, in);
        } else if (field.isRepeated()) {
            in.expectField(WireTypes.LIST);
            int count = in.beginElements(WireTypes.LIST, type(field));
            for (int i = 0; i < count; i++) {
                message.addRepeatedField(field, readScalar(field, in));
            }
            in.endElements();
        } else {
            in.expectField(type(field));
            message.setField(field, readScalar(field, in));
        }
    }

    private static void readEntries(
            FieldDescriptor field, DynamicMessage.Builder message, ProtocolReader in) {
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        int count = in.beginEntries(type(key), type(value));
        for (int i = 0; i < count; i++) {
            message.addRepeatedField(
                    field,
                    DynamicMessage.newBuilder(field.getMessageType())
                            .setField(key, readScalar(key, in))
                            .setField(value, readScalar(value, in))
                            .build());
        }
        in.endEntries();
    }

    private static Object readScalar(FieldDescriptor field, ProtocolReader in) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> in.readBool();
            case INT -> in.readI32();
            case LONG -> in.readI64();
            case DOUBLE -> in.readDouble();
            case STRING -> in.readString();
            case BYTE_STRING -> ByteString.copyFrom(in.readBinary());
            case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(in.readI32());
            case MESSAGE -> read(field.getMessageType(), in);
            default -> throw new IllegalArgumentException(field.toString());
        };
    }

    private static byte type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> WireTypes.BOOL;
            case INT, ENUM -> WireTypes.I32;
            case LONG -> WireTypes.I64;
            case DOUBLE -> WireTypes.DOUBLE;
            case STRING, BYTE_STRING -> WireTypes.STRING;
            case MESSAGE -> WireTypes.STRUCT;
            default -> throw new IllegalArgumentException(field.toString());
        };
    }
}
