package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.Utf8;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Writes Thrift's compact protocol. Layout: docs/wire/compact.md. */
public final class CompactWriter extends ProtocolWriter {
    private static final int LONGEST_STEP = 15;
    private static final int LONG_SIZE = 15;

    private final ByteBuf out;
    private final FieldIds ids = new FieldIds();

    /** A field's head waits for its value, which is part of it. */
    private boolean boolField;

    private short boolId;

    public CompactWriter(ByteBuf out) {
        super(out);
        this.out = out;
    }

    @Override
    public void beginStruct() {
        ids.begin();
    }

    @Override
    public void field(byte type, int id) {
        boolField = type == WireTypes.BOOL;
        if (boolField) {
            boolId = (short) id;
        } else {
            head(CompactTypes.of(type), (short) id);
        }
    }

    private void head(int type, short id) {
        int step = id - ids.last();
        if (step > 0 && step <= LONGEST_STEP) {
            out.writeByte(step << 4 | type);
        } else {
            out.writeByte(type);
            Varints.writeZigzag(id, out);
        }
        ids.last(id);
    }

    @Override
    public void endStruct() {
        out.writeByte(WireTypes.STOP);
        ids.end();
    }

    @Override
    public void beginElements(byte container, byte element, int count) {
        int type = CompactTypes.of(element);
        if (count < LONG_SIZE) {
            out.writeByte(count << 4 | type);
        } else {
            out.writeByte(LONG_SIZE << 4 | type);
            Varints.writeUnsigned(count, out);
        }
    }

    @Override
    public void endElements() {}

    @Override
    public void beginEntries(byte key, byte value, int count) {
        Varints.writeUnsigned(count, out);
        if (count > 0) {
            out.writeByte(CompactTypes.of(key) << 4 | CompactTypes.of(value));
        }
    }

    @Override
    public void endEntries() {}

    @Override
    public void writeBool(boolean value) {
        int type = value ? CompactTypes.TRUE : CompactTypes.FALSE;
        if (boolField) {
            boolField = false;
            head(type, boolId);
        } else {
            out.writeByte(type);
        }
    }

    @Override
    public void writeI8(byte value) {
        out.writeByte(value);
    }

    @Override
    public void writeI16(short value) {
        Varints.writeZigzag(value, out);
    }

    @Override
    public void writeI32(int value) {
        Varints.writeZigzag(value, out);
    }

    @Override
    public void writeI64(long value) {
        Varints.writeZigzag(value, out);
    }

    @Override
    public void writeDouble(double value) {
        out.writeDoubleLE(value);
    }

    @Override
    public void writeString(String value) {
        Varints.writeUnsigned(Utf8.length(value), out);
        scratch().encode(value, out);
    }

    @Override
    public void writeBinary(ByteBuffer value) {
        if (isLinkable(value)) {
            beginLinked(value.remaining());
            link(Unpooled.wrappedBuffer(value));
            return;
        }
        Varints.writeUnsigned(value.remaining(), out);
        out.writeBytes(value.duplicate());
    }

    @Override
    protected boolean beginLinked(int length) {
        Varints.writeUnsigned(length, out);
        return true;
    }

    @Override
    public void writeUuid(UUID value) {
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    @Override
    public void writeText(byte[] utf8, int at, int length) {
        writeBinary(utf8, at, length);
    }

    @Override
    public void writeBinary(byte[] bytes, int at, int length) {
        Varints.writeUnsigned(length, out);
        out.writeBytes(bytes, at, length);
    }
}
