package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.core.io.JsonStringEncoder;

/** JSON texts of values of a schema, with white space and fields in any order. */
final class RandomJson {
    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String struct(StructSchema struct) {
        List<FieldSchema> fields = new ArrayList<>(struct.fields());
        Collections.shuffle(fields, random);
        List<String> members = new ArrayList<>();
        boolean isUnion = struct.kind() == StructSchema.Kind.UNION;
        for (FieldSchema field : isUnion ? fields.subList(0, 1) : fields) {
            boolean may = !isUnion && field.requiredness() != Requiredness.REQUIRED;
            if (!may || random.nextInt(4) != 0) {
                members.add(string(field.name()) + space() + ':' + value(field.type()));
            }
        }
        return joined('{', members, '}');
    }

    String value(TypeSchema type) {
        return space() + bare(type) + space();
    }

    private String bare(TypeSchema type) {
        return switch (type.kind()) {
            case LIST, SET -> joined('[', many(() -> value(type.element())), ']');
            case MAP -> JsonTypes.isKey(type.key()) ? entries(type) : pairs(type);
            case STRUCT -> struct(type.struct());
            default -> scalar(type);
        };
    }

    private String entries(TypeSchema type) {
        Set<String> keys = new LinkedHashSet<>(many(() -> key(type.key())));
        List<String> members = new ArrayList<>();
        keys.forEach(key -> members.add(key + space() + ':' + value(type.element())));
        return joined('{', members, '}');
    }

    private String pairs(TypeSchema type) {
        return joined(
                '[',
                many(() -> joined('[', List.of(value(type.key()), value(type.element())), ']')),
                ']');
    }

    private String key(TypeSchema type) {
        String text = scalar(type);
        return text.startsWith("\"") ? text : '"' + text + '"';
    }

    private String scalar(TypeSchema type) {
        return switch (type.kind()) {
            case BOOL -> String.valueOf(random.nextBoolean());
            case I8 -> String.valueOf((byte) random.nextInt());
            case I16 -> String.valueOf((short) random.nextInt());
            case I32 -> String.valueOf(random.nextInt() >> random.nextInt(32));
            case I64 -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case DOUBLE -> Double.toString(real());
            case STRING -> string(text());
            case BINARY -> '"' + Base64.getEncoder().encodeToString(bytes()) + '"';
            case UUID -> '"' + new UUID(random.nextLong(), random.nextLong()).toString() + '"';
            case ENUM -> enumeration(type);
            default -> throw new AssertionError(type);
        };
    }

    private String enumeration(TypeSchema type) {
        List<String> names = List.copyOf(type.enumeration().constants().keySet());
        return random.nextInt(5) == 0 ? "77" : '"' + names.get(random.nextInt(names.size())) + '"';
    }

    private double real() {
        double value = Double.longBitsToDouble(random.nextLong());
        return random.nextBoolean() || !Double.isFinite(value)
                ? random.nextInt(100_000) / 100.0
                : value;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        String[] units = {"a", "é", "漢", "🚀", "\0", "\"", "\\", "\n", "/", "plain text "};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(40) == 0 ? 6_000 : 8); i > 0; i--) {
            text.append(units[random.nextInt(units.length)]);
        }
        return text.toString();
    }

    private static String string(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }

    private List<String> many(Supplier<String> one) {
        List<String> many = new ArrayList<>();
        for (int i = random.nextInt(random.nextInt(30) == 0 ? 40 : 4); i > 0; i--) {
            many.add(one.get());
        }
        return many;
    }

    private String joined(char open, List<String> parts, char close) {
        return open + space() + String.join(",", parts) + space() + close;
    }

    private String space() {
        return random.nextInt(4) == 0
                ? new String[] {" ", "\n", "\t\t", "\r\n  "}[random.nextInt(4)]
                : "";
    }
}
