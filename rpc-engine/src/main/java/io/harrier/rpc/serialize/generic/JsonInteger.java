package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;

/** Integers. Those of 64 bits may stand in quotes. */
final class JsonInteger extends JsonKeyType {
    private final long min;
    private final long max;
    private final boolean isLong;
    private final boolean isQuoted;

    JsonInteger(byte wire, int bits, JsonOptions options) {
        super(wire, "i" + bits);
        max = Long.MAX_VALUE >> Long.SIZE - bits;
        min = -max - 1;
        isLong = bits == Long.SIZE;
        isQuoted = isLong && options.longsAsText();
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        if (isLong && in.isString()) {
            in.readString(name);
            keyToPayload(in, out);
        } else {
            write(in.readLong(min, max, name), out);
        }
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        if (isQuoted) {
            keyToText(in, out);
        } else {
            out.writeLong(read(in));
        }
    }

    @Override
    void keyToPayload(JsonScanner in, ProtocolWriter out) {
        write(quotedLong(in, min, max, name), out);
    }

    @Override
    void keyToText(ProtocolReader in, JsonTextWriter out) {
        out.writeQuotedLong(read(in));
    }

    private void write(long value, ProtocolWriter out) {
        switch (wire) {
            case WireTypes.I8 -> out.writeI8((byte) value);
            case WireTypes.I16 -> out.writeI16((short) value);
            case WireTypes.I32 -> out.writeI32((int) value);
            default -> out.writeI64(value);
        }
    }

    private long read(ProtocolReader in) {
        return switch (wire) {
            case WireTypes.I8 -> in.readI8();
            case WireTypes.I16 -> in.readI16();
            case WireTypes.I32 -> in.readI32();
            default -> in.readI64();
        };
    }

    @Override
    String zero() {
        return isQuoted ? "\"0\"" : "0";
    }
}
