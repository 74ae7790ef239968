package io.harrier.rpc.protocol.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The same message in other bytes: fields in another order, lists packed in pieces or not at all,
 * unknown fields and groups in between.
 */
final class ShuffledBytes {
    private final Random random;

    ShuffledBytes(Random random) {
        this.random = random;
    }

    byte[] of(byte[] message, Descriptor type) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(tag >>> 3);
            if (field.isPackable()) {
                unpack(field, in.readByteArray(), pieces);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                pieces.add(piece(tag, of(in.readByteArray(), field.getMessageType())));
            } else {
                pieces.add(value(tag, in));
            }
        }
        if (random.nextBoolean()) {
            pieces.add(unknown());
        }
        Collections.shuffle(pieces, random);
        return join(pieces);
    }

    private void unpack(FieldDescriptor field, byte[] packed, List<byte[]> pieces)
            throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(packed);
        int wire = field.getLiteType().getWireType();
        List<byte[]> pack = new ArrayList<>();
        while (!in.isAtEnd()) {
            if (random.nextBoolean()) {
                pieces.add(value(field.getNumber() << 3 | wire, in));
            } else {
                pack.add(bare(wire, in));
            }
        }
        pieces.add(piece(field.getNumber() << 3 | Wires.LENGTH, join(pack)));
    }

    private static byte[] value(int tag, CodedInputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeUInt32NoTag(tag);
        out.flush();
        bytes.write(bare(tag & 7, in));
        return bytes.toByteArray();
    }

    private static byte[] bare(int wire, CodedInputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        switch (wire) {
            case Wires.VARINT -> out.writeUInt64NoTag(in.readUInt64());
            case Wires.FIXED64 -> out.writeFixed64NoTag(in.readFixed64());
            case Wires.LENGTH -> out.writeByteArrayNoTag(in.readByteArray());
            default -> throw new IllegalArgumentException("wire type " + wire);
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] piece(int tag, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeUInt32NoTag(tag);
        out.writeByteArrayNoTag(content);
        out.flush();
        return bytes.toByteArray();
    }

    /** A group with a text in it, of a number that no random type has. */
    private static byte[] unknown() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(20_001, Wires.GROUP);
        out.writeString(1, "unknown");
        out.writeFixed32(2, 7);
        out.writeTag(20_001, Wires.GROUP_END);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] join(List<byte[]> pieces) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            bytes.write(piece);
        }
        return bytes.toByteArray();
    }
}
