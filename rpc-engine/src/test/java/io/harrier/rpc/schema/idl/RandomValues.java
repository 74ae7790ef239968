package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Random values that the language can say: no bytes that are no text, and no NaN. */
final class RandomValues {
    private static final String CHARS = "abc \"'\\\n\r\t{}[]:,;#*/é你\u0001";

    private final Random random;
    private final Set<StructSchema> known = new HashSet<>();

    RandomValues(Random random) {
        this.random = random;
    }

    /** A struct that has its fields by now; of others there are only empty values. */
    void know(StructSchema struct) {
        known.add(struct);
    }

    Object of(TypeSchema type, int depth) {
        return switch (type.kind()) {
            case BOOL -> random.nextBoolean();
            case I8 -> (byte) random.nextInt();
            case I16 -> (short) random.nextInt();
            case I32 -> random.nextInt();
            case I64 -> random.nextBoolean() ? Long.MIN_VALUE : random.nextLong();
            case DOUBLE -> real();
            case STRING -> text();
            case BINARY ->
                    ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
            case UUID -> new UUID(random.nextLong(), random.nextLong());
            case ENUM -> member(new ArrayList<>(type.enumeration().constants().values()));
            case LIST -> values(type.element(), depth).toList();
            case SET ->
                    values(type.element(), depth)
                            .collect(
                                    LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll);
            case MAP -> map(type, depth);
            case STRUCT -> struct(type.struct(), depth);
            case VOID -> throw new IllegalArgumentException("void");
        };
    }

    String text() {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(6), 0, CHARS.length()).forEach(i -> text.append(CHARS.charAt(i)));
        return text.toString();
    }

    private double real() {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : random.nextInt(5);
    }

    private Integer member(List<Integer> numbers) {
        return numbers.get(random.nextInt(numbers.size()));
    }

    private Stream<Object> values(TypeSchema type, int depth) {
        return Stream.generate(() -> of(type, depth + 1))
                .limit(depth > 3 ? 0 : random.nextInt(4));
    }

    private Map<Object, Object> map(TypeSchema type, int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        values(type.key(), depth).forEach(key -> map.put(key, of(type.element(), depth + 1)));
        return map;
    }

    /** In the order of the declaration, as they are printed. */
    private Map<String, Object> struct(StructSchema struct, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (FieldSchema field : depth > 3 || !known.contains(struct) ? List.<FieldSchema>of() : struct.fields()) {
            boolean isOneEnough = struct.kind() == StructSchema.Kind.UNION && !fields.isEmpty();
            if (!isOneEnough && random.nextBoolean()) {
                fields.put(field.name(), of(field.type(), depth + 1));
            }
        }
        return fields;
    }
}
