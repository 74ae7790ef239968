package io.harrier.rpc.protocol.json;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Writes Thrift's JSON protocol. Layout: docs/wire/json.md. */
public final class ThriftJsonWriter extends ProtocolWriter {
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final ByteBuf out;
    private final ThriftJsonPlaces places = new ThriftJsonPlaces();

    public ThriftJsonWriter(ByteBuf out) {
        super(out);
        this.out = out;
    }

    @Override
    public void beginStruct() {
        nextValue();
        out.writeByte('{');
        places.beginStruct();
    }

    @Override
    public void field(byte type, int id) {
        if (!places.nextField()) {
            out.writeByte('}').writeByte(',');
        }
        ascii("\"" + id + "\":{");
        type(type);
        out.writeByte(':');
    }

    @Override
    public void endStruct() {
        if (places.hasFields()) {
            out.writeByte('}');
        }
        out.writeByte('}');
        places.end();
    }

    @Override
    public void beginElements(byte container, byte element, int count) {
        nextValue();
        out.writeByte('[');
        type(element);
        out.writeByte(',');
        ascii(Integer.toString(count));
        places.beginElements();
    }

    @Override
    public void endElements() {
        out.writeByte(']');
        places.end();
    }

    @Override
    public void beginEntries(byte key, byte value, int count) {
        nextValue();
        out.writeByte('[');
        type(key);
        out.writeByte(',');
        type(value);
        ascii("," + count + ",{");
        places.beginEntries();
    }

    @Override
    public void endEntries() {
        out.writeByte('}').writeByte(']');
        places.end();
    }

    @Override
    public void writeBool(boolean value) {
        number(value ? "1" : "0", false);
    }

    @Override
    public void writeI8(byte value) {
        number(Integer.toString(value), false);
    }

    @Override
    public void writeI16(short value) {
        number(Integer.toString(value), false);
    }

    @Override
    public void writeI32(int value) {
        number(Integer.toString(value), false);
    }

    @Override
    public void writeI64(long value) {
        number(Long.toString(value), false);
    }

    @Override
    public void writeDouble(double value) {
        number(Double.toString(value), !Double.isFinite(value));
    }

    @Override
    public void writeString(String value) {
        nextValue();
        out.writeByte('"');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!ThriftJsonText.isPlain(c)) {
                scratch().encode(value.substring(from, i), out);
                ThriftJsonText.writeEscape(c, out);
                from = i + 1;
            }
        }
        scratch().encode(value.substring(from), out);
        out.writeByte('"');
    }

    @Override
    public void writeBinary(ByteBuffer value) {
        nextValue();
        out.writeByte('"');
        out.writeBytes(BASE64.encode(value.duplicate()));
        out.writeByte('"');
    }

    @Override
    public void writeUuid(UUID value) {
        nextValue();
        ascii("\"" + value + '"');
    }

    private void number(String digits, boolean quoted) {
        nextValue();
        boolean quotes = quoted || places.isKey();
        ascii(quotes ? '"' + digits + '"' : digits);
    }

    private void type(byte type) {
        ascii('"' + ThriftJsonTypes.name(type) + '"');
    }

    private void nextValue() {
        char sign = places.nextValue();
        if (sign != ThriftJsonPlaces.NOTHING) {
            out.writeByte(sign);
        }
    }

    private void ascii(String text) {
        ByteBufUtil.writeAscii(out, text);
    }
}
