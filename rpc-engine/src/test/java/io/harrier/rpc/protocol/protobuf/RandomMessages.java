package io.harrier.rpc.protocol.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Messages of random types with random values. */
final class RandomMessages {
    private static final int MESSAGES = 3;
    private static final List<Type> TYPES =
            List.of(
                    Type.TYPE_BOOL,
                    Type.TYPE_INT32,
                    Type.TYPE_INT64,
                    Type.TYPE_UINT64,
                    Type.TYPE_DOUBLE,
                    Type.TYPE_STRING,
                    Type.TYPE_BYTES,
                    Type.TYPE_ENUM,
                    Type.TYPE_MESSAGE);
    private static final List<Type> KEYS =
            List.of(Type.TYPE_BOOL, Type.TYPE_INT32, Type.TYPE_INT64, Type.TYPE_STRING);
    private static final List<String> TEXTS =
            List.of(
                    "a",
                    "",
                    "caf\u00e9",
                    "\u4e2d\u6587",
                    "\ud83d\ude00",
                    "x".repeat(127),
                    "y".repeat(128),
                    "\u00e9".repeat(64),
                    "z\u4e2d".repeat(1500));

    private final Random random;

    RandomMessages(Random random) {
        this.random = random;
    }

    /** A type whose fields may be of two others, and of itself. */
    Descriptor type() throws DescriptorValidationException {
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder()
                        .setName("random.proto")
                        .setSyntax("proto3")
                        .addEnumType(enumeration());
        for (int i = 0; i < MESSAGES; i++) {
            file.addMessageType(message("M" + i));
        }
        return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])
                .getMessageTypes()
                .get(0);
    }

    private static EnumDescriptorProto enumeration() {
        return EnumDescriptorProto.newBuilder()
                .setName("E")
                .addValue(EnumValueDescriptorProto.newBuilder().setName("ZERO").setNumber(0))
                .addValue(EnumValueDescriptorProto.newBuilder().setName("MINUS").setNumber(-1))
                .addValue(EnumValueDescriptorProto.newBuilder().setName("BIG").setNumber(70_000))
                .build();
    }

    private DescriptorProto message(String name) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int i = random.nextInt(9); i >= 0; i--) {
            numbers.add(1 + random.nextInt(random.nextInt(4) == 0 ? 18_000 : 20));
        }
        numbers.forEach(number -> addField(message, name, number));
        return message.build();
    }

    private void addField(DescriptorProto.Builder message, String name, int number) {
        FieldDescriptorProto.Builder field = field("f" + number, number, pick(TYPES));
        switch (random.nextInt(6)) {
            case 0, 1 -> field.setLabel(Label.LABEL_REPEATED);
            case 2 -> {
                message.addNestedType(entry("F" + number + "Entry"));
                field.setType(Type.TYPE_MESSAGE).setLabel(Label.LABEL_REPEATED);
                field.setTypeName("." + name + ".F" + number + "Entry");
            }
            case 3 -> {
                field.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
                message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_f" + number));
            }
            default -> {}
        }
        message.addField(field);
    }

    private DescriptorProto entry(String name) {
        return DescriptorProto.newBuilder()
                .setName(name)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(field("key", 1, pick(KEYS)))
                .addField(field("value", 2, pick(TYPES)))
                .build();
    }

    private FieldDescriptorProto.Builder field(String name, int number, Type type) {
        FieldDescriptorProto.Builder field =
                FieldDescriptorProto.newBuilder()
                        .setName(name)
                        .setNumber(number)
                        .setType(type)
                        .setLabel(Label.LABEL_OPTIONAL);
        if (type == Type.TYPE_ENUM) {
            field.setTypeName(".E");
        } else if (type == Type.TYPE_MESSAGE) {
            field.setTypeName(".M" + random.nextInt(MESSAGES));
        }
        return field;
    }

    DynamicMessage value(Descriptor type) {
        return value(type, 4);
    }

    private DynamicMessage value(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            if (field.isRepeated()) {
                for (int i = random.nextInt(depth > 0 ? 5 : 1); i > 0; i--) {
                    message.addRepeatedField(field, scalar(field, depth - 1));
                }
            } else if (random.nextInt(3) > 0
                    && (depth > 0 || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE)) {
                message.setField(field, scalar(field, depth - 1));
            }
        }
        return message.build();
    }

    private Object scalar(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> (int) number();
            case LONG -> number();
            case DOUBLE -> random.nextInt(4) == 0 ? -0.0 : random.nextGaussian();
            case STRING -> pick(TEXTS);
            case BYTE_STRING -> ByteString.copyFromUtf8(pick(TEXTS));
            case ENUM -> pick(field.getEnumType().getValues());
            case MESSAGE -> message(field.getMessageType(), depth);
            default -> throw new IllegalArgumentException(field.toString());
        };
    }

    /** An entry has both, zeros included, as generated classes write it. */
    private DynamicMessage message(Descriptor type, int depth) {
        if (!type.getOptions().getMapEntry()) {
            return value(type, depth);
        }
        DynamicMessage.Builder entry = DynamicMessage.newBuilder(type);
        type.getFields().forEach(part -> entry.setField(part, nonZero(part, depth)));
        return entry.build();
    }

    private Object nonZero(FieldDescriptor part, int depth) {
        Object value = scalar(part, depth);
        return part.hasPresence() || !value.equals(part.getDefaultValue())
                ? value
                : nonZero(part, depth);
    }

    /** Of every length as a varint, either sign. */
    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
