package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;

/** Doubles; what is no finite number has a name, if such values are allowed. */
final class JsonDouble extends JsonKeyType {
    private static final double[] OTHERS = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final NameTable NAMES = new NameTable("NaN", "Infinity", "-Infinity");

    private final boolean hasNames;

    JsonDouble(JsonOptions options) {
        super(WireTypes.DOUBLE, "double");
        hasNames = options.nonFiniteAsText();
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        if (!hasNames || !in.isString()) {
            out.writeDouble(in.readDouble(name));
            return;
        }
        in.readString(name);
        int other = NAMES.find(in);
        if (other < 0) {
            throw in.expectedText(name);
        }
        out.writeDouble(OTHERS[other]);
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        double value = in.readDouble();
        if (Double.isFinite(value)) {
            out.writeDouble(value);
        } else {
            writeOther(value, out);
        }
    }

    @Override
    void keyToPayload(JsonScanner in, ProtocolWriter out) {
        int other = hasNames ? NAMES.find(in) : -1;
        out.writeDouble(other < 0 ? quotedDouble(in, name) : OTHERS[other]);
    }

    @Override
    void keyToText(ProtocolReader in, JsonTextWriter out) {
        double value = in.readDouble();
        if (Double.isFinite(value)) {
            out.writeQuotedDouble(value);
        } else {
            writeOther(value, out);
        }
    }

    private void writeOther(double value, JsonTextWriter out) {
        if (!hasNames) {
            throw new ProtocolException(
                    "double: " + value + " (expected: a finite number, as JSON has no other)");
        }
        out.writeString(Double.toString(value));
    }

    @Override
    String zero() {
        return "0.0";
    }
}
