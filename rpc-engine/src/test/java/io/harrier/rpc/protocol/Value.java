package io.harrier.rpc.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A Thrift value of any type: numbers and strings as Java has them, a struct as a map of field ids,
 * a list or set and a map with the types of their elements.
 */
public record Value(byte type, Object content) {
    public record Elements(byte type, List<Value> values) {}

    public record Entries(byte keyType, byte valueType, List<Value> keysAndValues) {}

    private static final byte[] FLAT = {
        WireTypes.BOOL,
        WireTypes.I8,
        WireTypes.DOUBLE,
        WireTypes.I16,
        WireTypes.I32,
        WireTypes.I64,
        WireTypes.STRING,
        WireTypes.UUID
    };
    private static final byte[] NESTED = {
        WireTypes.STRUCT, WireTypes.MAP, WireTypes.SET, WireTypes.LIST
    };
    private static final double[] SPECIAL = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        -0.0,
        0.0,
        1.0,
        1e7,
        -1.5e-5
    };
    private static final String[] ALPHABET = {
        "a", "/", "\"", "\\", "0", "\n", "\0", "\u001f", "\u007f", "\u0080", "é", "\u07ff",
        "\u0800", "漢", "\ufffd", "\uffff", "🚀", "\ud83d", "\ude80"
    };

    public static Value randomStruct(Random random) {
        return random(random, WireTypes.STRUCT, 4);
    }

    @SuppressWarnings("unchecked")
    public Map<Short, Value> fields() {
        return (Map<Short, Value>) content;
    }

    /** Whether a container is made for such elements, keys or values, at any depth. */
    public boolean hasContainerOf(byte wanted) {
        boolean isOne =
                content instanceof Elements list && list.type() == wanted
                        || content instanceof Entries map
                                && (map.keyType() == wanted || map.valueType() == wanted);
        return isOne || parts().stream().anyMatch(part -> part.hasContainerOf(wanted));
    }

    /** Whether it is of this type, or has a container for it or a field of it, at any depth. */
    public boolean has(byte wanted) {
        return hasContainerOf(wanted)
                || type == wanted
                || parts().stream().anyMatch(part -> part.has(wanted));
    }

    private Collection<Value> parts() {
        if (content instanceof Elements list) {
            return list.values();
        }
        if (content instanceof Entries map) {
            return map.keysAndValues();
        }
        return type == WireTypes.STRUCT ? fields().values() : List.of();
    }

    private static Value random(Random random, byte type, int levels) {
        return new Value(
                type,
                switch (type) {
                    case WireTypes.BOOL -> random.nextBoolean();
                    case WireTypes.I8 -> (byte) random.nextInt();
                    case WireTypes.DOUBLE -> real(random);
                    case WireTypes.I16 -> (short) random.nextInt();
                    case WireTypes.I32 -> random.nextInt();
                    case WireTypes.I64 -> random.nextLong();
                    case WireTypes.STRING -> string(random);
                    case WireTypes.UUID -> new UUID(random.nextLong(), random.nextLong());
                    case WireTypes.STRUCT -> struct(random, levels);
                    case WireTypes.MAP -> entries(random, levels);
                    default -> elements(random, levels);
                });
    }

    /** Any but the many NaNs, which libthrift writes as one. */
    private static double real(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return random.nextBoolean()
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : Double.isNaN(any) ? Double.NaN : any;
    }

    /** Now and then one that does not fit the scratch array. */
    private static String string(Random random) {
        int length = random.nextInt(200) == 0 ? 8_000 + random.nextInt(1_000) : random.nextInt(12);
        boolean ascii = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET[random.nextInt(ascii ? 9 : ALPHABET.length)]);
        }
        return text.toString();
    }

    private static Map<Short, Value> struct(Random random, int levels) {
        Map<Short, Value> fields = new LinkedHashMap<>();
        int id = 0;
        for (int i = random.nextInt(6); i > 0; i--) {
            id = random.nextInt(3) > 0 ? id + random.nextInt(18) : random.nextInt();
            fields.put((short) id, random(random, type(random, levels), levels - 1));
        }
        return fields;
    }

    private static Elements elements(Random random, int levels) {
        byte type = type(random, levels);
        return new Elements(
                type,
                values(random, random.nextInt(20) == 0 ? 20 : random.nextInt(5), levels, type));
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
