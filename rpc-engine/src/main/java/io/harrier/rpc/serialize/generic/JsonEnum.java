package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.protocol.json.JsonTextWriter;
import io.harrier.rpc.schema.EnumSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Enums, by name or number. A number that no constant has is one all the same: it may be new. */
final class JsonEnum extends JsonKeyType {
    private final String expected;
    private final NameTable names;
    private final int[] numbers;
    private final boolean writesNames;

    /** The numbers that have names, ascending, and the names as they stand in the text. */
    private final int[] named;

    private final byte[][] quoted;

    JsonEnum(EnumSchema schema, JsonOptions options) {
        super(WireTypes.I32, schema.name());
        expected = "one of " + String.join(", ", schema.constants().keySet());
        List<String> constants = new ArrayList<>(schema.constants().keySet());
        names = new NameTable(constants);
        numbers = schema.constants().values().stream().mapToInt(Integer::intValue).toArray();
        writesNames = options.enumNames();
        named = Arrays.stream(numbers).distinct().sorted().toArray();
        quoted = new byte[named.length][];
        for (int i = 0; i < named.length; i++) {
            quoted[i] = ('"' + schema.nameOf(named[i]) + '"').getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    void toPayload(JsonScanner in, ProtocolWriter out, FieldMarks marks) {
        if (in.peek() == JsonScanner.NUMBER) {
            out.writeI32((int) in.readLong(Integer.MIN_VALUE, Integer.MAX_VALUE, expected));
            return;
        }
        in.readString(expected);
        int index = names.find(in);
        if (index < 0) {
            throw in.expectedText(expected);
        }
        out.writeI32(numbers[index]);
    }

    @Override
    void toText(ProtocolReader in, JsonTextWriter out, FieldMarks marks) {
        int number = in.readI32();
        int index = writesNames ? Arrays.binarySearch(named, number) : -1;
        if (index < 0) {
            out.writeLong(number);
        } else {
            out.raw(quoted[index]);
        }
    }

    @Override
    void keyToPayload(JsonScanner in, ProtocolWriter out) {
        int index = names.find(in);
        out.writeI32(
                index < 0
                        ? (int) quotedLong(in, Integer.MIN_VALUE, Integer.MAX_VALUE, expected)
                        : numbers[index]);
    }

    @Override
    void keyToText(ProtocolReader in, JsonTextWriter out) {
        int number = in.readI32();
        int index = writesNames ? Arrays.binarySearch(named, number) : -1;
        if (index < 0) {
            out.writeQuotedLong(number);
        } else {
            out.raw(quoted[index]);
        }
    }

    @Override
    String zero() {
        int index = writesNames ? Arrays.binarySearch(named, 0) : -1;
        return index < 0 ? "0" : new String(quoted[index], StandardCharsets.UTF_8);
    }
}
