package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Values of a schema, in the form of {@link TypeSchema}'s values; their sets and maps have an
 * order.
 */
final class RandomValue {
    private static final int DEEP = 3;

    private final Random random;

    RandomValue(long seed) {
        random = new Random(seed);
    }

    Object of(TypeSchema type) {
        return of(type, 0);
    }

    /** Of the fields that are set, by name. */
    Map<String, Object> of(StructSchema struct) {
        return struct(struct, 0);
    }

    private Object of(TypeSchema type, int depth) {
        return switch (type.kind()) {
            case VOID -> throw new IllegalArgumentException("void");
            case BOOL -> random.nextBoolean();
            case I8 -> (byte) random.nextInt();
            case I16 -> (short) random.nextInt();
            case I32 -> random.nextInt() >> random.nextInt(32);
            case I64 -> random.nextLong() >> random.nextInt(64);
            case DOUBLE -> random.nextGaussian();
            case STRING -> "蛇\uD83D\uDE80a".repeat(random.nextInt(4));
            case BINARY -> ByteBuffer.wrap(new byte[random.nextInt(5)]);
            case UUID -> new java.util.UUID(random.nextLong(), random.nextLong());
            case ENUM -> number(List.copyOf(type.enumeration().constants().values()));
            case LIST -> elements(type, depth);
            case SET -> new LinkedHashSet<>(elements(type, depth));
            case MAP -> entries(type, depth);
            case STRUCT -> struct(type.struct(), depth + 1);
        };
    }

    private Integer number(List<Integer> numbers) {
        return numbers.get(random.nextInt(numbers.size()));
    }

    private List<Object> elements(TypeSchema type, int depth) {
        List<Object> elements = new ArrayList<>();
        for (int left = depth > DEEP ? 0 : random.nextInt(4); left > 0; left--) {
            elements.add(of(type.element(), depth + 1));
        }
        return elements;
    }

    private Map<Object, Object> entries(TypeSchema type, int depth) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int left = depth > DEEP ? 0 : random.nextInt(4); left > 0; left--) {
            entries.put(of(type.key(), depth + 1), of(type.element(), depth + 1));
        }
        return entries;
    }

    private Map<String, Object> struct(StructSchema struct, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (struct.kind() == StructSchema.Kind.UNION) {
            FieldSchema chosen =
                    struct.fields().get(depth > DEEP ? 0 : random.nextInt(struct.fields().size()));
            fields.put(chosen.name(), of(chosen.type(), depth));
            return fields;
        }
        for (FieldSchema field : struct.fields()) {
            if (isSet(field, depth)) {
                fields.put(field.name(), of(field.type(), depth));
            }
        }
        return fields;
    }

    private boolean isSet(FieldSchema field, int depth) {
        boolean isNeeded =
                field.requiredness() == Requiredness.REQUIRED && field.defaultValue() == null;
        return isNeeded || depth <= DEEP && random.nextInt(3) > 0;
    }
}
