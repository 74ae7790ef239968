package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.WireTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A Thrift value of any type: numbers and strings as Java has them, a struct as a map of field ids,
 * a list or set and a map with the types of their elements.
 */
record Value(byte type, Object content) {
    record Elements(byte type, List<Value> values) {}

    record Entries(byte keyType, byte valueType, List<Value> keysAndValues) {}

    private static final byte[] FLAT = {
        WireTypes.BOOL,
        WireTypes.I8,
        WireTypes.DOUBLE,
        WireTypes.I16,
        WireTypes.I32,
        WireTypes.I64,
        WireTypes.STRING
    };
    private static final byte[] NESTED = {
        WireTypes.STRUCT, WireTypes.MAP, WireTypes.SET, WireTypes.LIST
    };
    private static final String[] ALPHABET = {
        "a", "Z", "0", "\0", "\u007f", "\u0080", "é", "\u07ff", "\u0800", "漢", "\ufffd", "\uffff",
        "🚀", "\ud83d", "\ude80"
    };

    static Value randomStruct(Random random) {
        return random(random, WireTypes.STRUCT, 4);
    }

    @SuppressWarnings("unchecked")
    Map<Short, Value> fields() {
        return (Map<Short, Value>) content;
    }

    private static Value random(Random random, byte type, int levels) {
        return new Value(
                type,
                switch (type) {
                    case WireTypes.BOOL -> random.nextBoolean();
                    case WireTypes.I8 -> (byte) random.nextInt();
                    case WireTypes.DOUBLE -> Double.longBitsToDouble(random.nextLong());
                    case WireTypes.I16 -> (short) random.nextInt();
                    case WireTypes.I32 -> random.nextInt();
                    case WireTypes.I64 -> random.nextLong();
                    case WireTypes.STRING -> string(random);
                    case WireTypes.STRUCT -> struct(random, levels);
                    case WireTypes.MAP -> entries(random, levels);
                    default -> elements(random, levels);
                });
    }

    /** Now and then one that does not fit the scratch array. */
    private static String string(Random random) {
        int length = random.nextInt(200) == 0 ? 8_000 + random.nextInt(1_000) : random.nextInt(12);
        boolean ascii = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET[random.nextInt(ascii ? 5 : ALPHABET.length)]);
        }
        return text.toString();
    }

    private static Map<Short, Value> struct(Random random, int levels) {
        Map<Short, Value> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            fields.put((short) random.nextInt(), random(random, type(random, levels), levels - 1));
        }
        return fields;
    }

    private static Elements elements(Random random, int levels) {
        byte type = type(random, levels);
        return new Elements(type, values(random, random.nextInt(5), levels, type));
    }

    private static Entries entries(Random random, int levels) {
        byte key = type(random, levels);
        byte value = type(random, levels);
        return new Entries(key, value, values(random, random.nextInt(4) * 2, levels, key, value));
    }

    /** So many values, their types in turn. */
    private static List<Value> values(Random random, int count, int levels, byte... types) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(random(random, types[i % types.length], levels - 1));
        }
        return values;
    }

    private static byte type(Random random, int levels) {
        byte[] from = levels > 0 && random.nextInt(3) == 0 ? NESTED : FLAT;
        return from[random.nextInt(from.length)];
    }
}
