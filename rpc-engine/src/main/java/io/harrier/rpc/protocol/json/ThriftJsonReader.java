package io.harrier.rpc.protocol.json;

import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.TypedReader;
import io.harrier.rpc.protocol.Utf8;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Reads Thrift's JSON protocol. Layout: docs/wire/json.md. Strings and binaries look alike: which
 * one it is, the caller knows.
 */
public final class ThriftJsonReader extends TypedReader {
    private static final int UUID_CHARS = 36;

    private final ByteBuf in;
    private final int start;
    private final ThriftJsonTokens tokens;
    private final ThriftJsonPlaces places = new ThriftJsonPlaces();
    private byte fieldType;
    private short fieldId;
    private byte keyType;
    private byte elementType;

    public ThriftJsonReader(ByteBuf in, ReadLimits limits) {
        super(in, limits);
        this.in = in;
        start = in.readerIndex();
        tokens = new ThriftJsonTokens(in);
    }

    @Override
    public void beginStruct() {
        nextValue();
        tokens.expect('{');
        beginNested();
        places.beginStruct();
    }

    @Override
    public boolean nextField() {
        boolean first = places.nextField();
        if (!first) {
            tokens.expect('}');
        }
        if (tokens.peek() == '}') {
            fieldType = WireTypes.STOP;
            return false;
        }
        if (!first) {
            tokens.expect(',');
        }
        fieldId = (short) quoted(Short.MIN_VALUE, Short.MAX_VALUE);
        tokens.expect(':');
        tokens.expect('{');
        fieldType = tokens.type();
        tokens.expect(':');
        noteField(fieldId);
        return true;
    }

    @Override
    public int fieldId() {
        return fieldId;
    }

    @Override
    public byte fieldType() {
        return fieldType;
    }

    @Override
    public void endStruct() {
        tokens.expect('}');
        places.end();
        endNested();
    }

    @Override
    public int beginElements(byte container) {
        nextValue();
        tokens.expect('[');
        elementType = tokens.type();
        tokens.expect(',');
        int count = count();
        beginNested();
        claimElements(count, ThriftJsonTypes.minBytes(elementType), in.readableBytes());
        places.beginElements();
        return count;
    }

    @Override
    public byte elementType() {
        return elementType;
    }

    @Override
    public void endElements() {
        tokens.expect(']');
        places.end();
        endNested();
    }

    @Override
    public int beginEntries() {
        nextValue();
        tokens.expect('[');
        keyType = tokens.type();
        tokens.expect(',');
        elementType = tokens.type();
        tokens.expect(',');
        int count = count();
        tokens.expect(',');
        tokens.expect('{');
        beginNested();
        int minBytes = ThriftJsonTypes.minBytes(keyType) + ThriftJsonTypes.minBytes(elementType);
        claimElements(count, minBytes, in.readableBytes());
        places.beginEntries();
        return count;
    }

    @Override
    public byte keyType() {
        return keyType;
    }

    @Override
    public void endEntries() {
        tokens.expect('}');
        tokens.expect(']');
        places.end();
        endNested();
    }

    @Override
    public boolean readBool() {
        return number(0, 1) != 0;
    }

    @Override
    public byte readI8() {
        return (byte) number(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short readI16() {
        return (short) number(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int readI32() {
        return (int) number(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long readI64() {
        return number(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public double readDouble() {
        nextValue();
        return tokens.real(places.isKey());
    }

    @Override
    public String readString() {
        nextValue();
        int length = tokens.beginString();
        byte[] bytes = length <= Scratch.BYTES ? scratch() : new byte[length];
        return Utf8.decode(bytes, tokens.endString(length, bytes));
    }

    @Override
    public ByteBuffer readBinary() {
        nextValue();
        int length = tokens.beginString();
        byte[] bytes = new byte[length];
        int chars = tokens.endString(length, bytes);
        byte[] text = chars == length ? bytes : Arrays.copyOf(bytes, chars);
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("binary: " + e.getMessage() + " (expected: base64)");
        }
    }

    @Override
    public UUID readUuid() {
        String text = readString();
        try {
            if (text.length() == UUID_CHARS) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ProtocolException(
                "uuid: "
                        + text.substring(0, Math.min(text.length(), UUID_CHARS + 1))
                        + " (expected: 36 characters, hex digits and hyphens)");
    }

    @Override
    protected void skipScalar(byte type) {
        switch (type) {
            case WireTypes.BOOL -> readBool();
            case WireTypes.I8 -> readI8();
            case WireTypes.I16 -> readI16();
            case WireTypes.I32 -> readI32();
            case WireTypes.I64 -> readI64();
            case WireTypes.DOUBLE -> readDouble();
            default -> skipString(type);
        }
    }

    private void skipString(byte type) {
        ThriftJsonTypes.name(type);
        nextValue();
        tokens.skipString();
    }

    @Override
    public int offset() {
        return in.readerIndex() - start;
    }

    private int count() {
        return (int) tokens.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private long number(long min, long max) {
        nextValue();
        return places.isKey() ? quoted(min, max) : tokens.integer(min, max);
    }

    private long quoted(long min, long max) {
        tokens.expect('"');
        long number = tokens.integer(min, max);
        tokens.expect('"');
        return number;
    }

    private void nextValue() {
        char sign = places.nextValue();
        if (sign != ThriftJsonPlaces.NOTHING) {
            tokens.expect(sign);
        }
    }
}
