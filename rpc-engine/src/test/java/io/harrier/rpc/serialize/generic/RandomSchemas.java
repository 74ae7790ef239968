package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Structs of all types in each other; the same for the same seed. */
final class RandomSchemas {
    private static final List<Kind> SCALARS =
            List.of(
                    Kind.BOOL,
                    Kind.I8,
                    Kind.I16,
                    Kind.I32,
                    Kind.I64,
                    Kind.DOUBLE,
                    Kind.STRING,
                    Kind.BINARY,
                    Kind.UUID,
                    Kind.ENUM);
    private static final EnumSchema COLORS =
            new EnumSchema("Color", Map.of("RED", 1, "GREEN", 2, "BLUE", -7, "VAST", 1 << 30));

    private final Random random;
    private int structs;

    RandomSchemas(Random random) {
        this.random = random;
    }

    StructSchema struct(int levels) {
        boolean isUnion = levels < 3 && random.nextInt(5) == 0;
        List<FieldSchema> fields = new ArrayList<>();
        int id = random.nextInt(10) == 0 ? -100 : 0;
        for (int i = 1 + random.nextInt(9); i > 0; i--) {
            id += 1 + (random.nextInt(6) == 0 ? random.nextInt(400) : 0);
            fields.add(
                    new FieldSchema(id, name(fields.size()), type(levels), requiredness(isUnion)));
        }
        return new StructSchema(
                "S" + structs++,
                isUnion ? StructSchema.Kind.UNION : StructSchema.Kind.STRUCT,
                Notes.NONE,
                () -> fields);
    }

    private String name(int index) {
        String[] stems = {"f", "someName", "naïve", "漢", "a_rather_long_name_of_a_field_"};
        return stems[random.nextInt(stems.length)] + index;
    }

    private Requiredness requiredness(boolean isUnion) {
        return isUnion ? Requiredness.OPTIONAL : Requiredness.values()[random.nextInt(3)];
    }

    private TypeSchema type(int levels) {
        int which = levels == 0 ? 0 : random.nextInt(9);
        return switch (which) {
            case 5 -> TypeSchema.list(type(levels - 1));
            case 6 -> TypeSchema.set(type(levels - 1));
            case 7 ->
                    TypeSchema.map(
                            random.nextInt(4) == 0 ? type(levels - 1) : scalar(), type(levels - 1));
            case 8 -> TypeSchema.struct(struct(levels - 1));
            default -> scalar();
        };
    }

    private TypeSchema scalar() {
        Kind kind = SCALARS.get(random.nextInt(SCALARS.size()));
        return kind == Kind.ENUM ? TypeSchema.enumeration(COLORS) : TypeSchema.of(kind);
    }
}
