package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;

/** Values without parts, which can be names in an object. */
abstract class JsonKeyType extends JsonType {
    JsonKeyType(byte wire, String name) {
        super(wire, name);
    }

    /** Takes the name or string that was read last. */
    abstract void keyToPayload(JsonScanner in, ProtocolWriter out);

    /** Writes a string. */
    abstract void keyToText(ProtocolReader in, JsonTextWriter out);

    /** What stands inside the name or string that was read last, as a text of its own. */
    static JsonScanner inside(JsonScanner in) {
        return JsonScanner.of(in.text(), in.textAt(), in.textAt() + in.textLength(), 0);
    }

    /** Reads a number inside a string. */
    static long quotedLong(JsonScanner in, long min, long max, String what) {
        try (JsonScanner inside = inside(in)) {
            long value = inside.readLong(min, max, what);
            inside.finish();
            return value;
        } catch (JsonException other) {
            throw in.expectedText(what);
        }
    }

    static double quotedDouble(JsonScanner in, String what) {
        try (JsonScanner inside = inside(in)) {
            double value = inside.readDouble(what);
            inside.finish();
            return value;
        } catch (JsonException other) {
            throw in.expectedText(what);
        }
    }
}
