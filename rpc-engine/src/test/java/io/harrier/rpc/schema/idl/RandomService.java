package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A service with random types, which may contain themselves, with defaults and notes. */
final class RandomService {
    private static final Kind[] BASE = {
        Kind.BOOL, Kind.I8, Kind.I16, Kind.I32, Kind.I64, Kind.DOUBLE, Kind.STRING, Kind.BINARY,
        Kind.UUID
    };
    private static final String[] WORDS = {
        "a", "two words", "* star", "/ slash", "\"quoted\"", "'single'", "back\\slash", "é 你好", "#", "//"
    };

    private final Random random;
    private final RandomValues values;
    private final List<EnumSchema> enums = new ArrayList<>();
    private final List<StructSchema> structs = new ArrayList<>();
    private final Map<StructSchema, List<FieldSchema>> fieldLists = new HashMap<>();
    private final List<StructSchema> exceptions = new ArrayList<>();

    RandomService(Random random) {
        this.random = random;
        this.values = new RandomValues(random);
    }

    ServiceSchema service() {
        IntStream.range(0, random.nextInt(4)).forEach(i -> enums.add(enumeration("Enum" + i)));
        IntStream.range(0, 1 + random.nextInt(6)).forEach(i -> structs.add(struct("Struct" + i)));
        structs.forEach(this::fill);
        IntStream.range(0, random.nextInt(3)).forEach(i -> exceptions.add(exception("Failure" + i)));
                List<MethodSchema> methods =
                IntStream.range(0, random.nextInt(6)).mapToObj(i -> method("method" + i)).toList();
        return new ServiceSchema("Service", methods, notes());
    }

    private EnumSchema enumeration(String name) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, Notes> notes = new LinkedHashMap<>();
        int number = random.nextInt(20) - 10;
        for (int i = 0; i <= random.nextInt(5); i++) {
            numbers.put("VALUE" + i, number);
            notes.put("VALUE" + i, notes());
            number += 1 + random.nextInt(3) * 1_000;
        }
        return new EnumSchema(name, numbers, notes(), notes);
    }

    /** Its fields come later: they may be of any struct. */
    private StructSchema struct(String name) {
        StructSchema.Kind kind =
                random.nextInt(4) == 0 ? StructSchema.Kind.UNION : StructSchema.Kind.STRUCT;
        List<FieldSchema> fields = new ArrayList<>();
        StructSchema struct = new StructSchema(name, kind, notes(), () -> fields);
        fieldLists.put(struct, fields);
        return struct;
    }

    private void fill(StructSchema struct) {
        fieldLists.get(struct).addAll(fields(struct.kind()));
        values.know(struct);
    }

    private StructSchema exception(String name) {
        List<FieldSchema> fields = fields(StructSchema.Kind.EXCEPTION);
        return new StructSchema(name, StructSchema.Kind.EXCEPTION, notes(), () -> fields);
    }

    private List<FieldSchema> fields(StructSchema.Kind kind) {
        List<FieldSchema> fields = new ArrayList<>();
        int id = random.nextInt(5) - 2;
        for (int i = 0; i < random.nextInt(6); i++) {
            Requiredness requiredness =
                    kind == StructSchema.Kind.UNION
                            ? Requiredness.OPTIONAL
                            : Requiredness.values()[random.nextInt(3)];
            fields.add(field(id, "field" + i, type(0), requiredness));
            id += 1 + random.nextInt(3) * random.nextInt(100);
        }
        return fields;
    }

    private FieldSchema field(int id, String name, TypeSchema type, Requiredness requiredness) {
        Object value = random.nextBoolean() ? values.of(type, 0) : null;
        return new FieldSchema(id, name, type, requiredness, value, notes());
    }

    private MethodSchema method(String name) {
        List<FieldSchema> arguments = new ArrayList<>();
        for (int i = 1; i <= random.nextInt(4); i++) {
            Requiredness requiredness =
                    random.nextBoolean() ? Requiredness.DEFAULT : Requiredness.REQUIRED;
            arguments.add(field(i, "argument" + i, type(0), requiredness));
        }
        StructSchema reply =
                random.nextInt(5) == 0 ? null : new StructSchema(name + "_result", fixed(reply()));
        return new MethodSchema(
                name, new StructSchema(name + "_args", fixed(arguments)), reply, notes());
    }

    private static java.util.function.Supplier<List<FieldSchema>> fixed(List<FieldSchema> fields) {
        return () -> fields;
    }

    private List<FieldSchema> reply() {
        List<FieldSchema> fields = new ArrayList<>();
        if (random.nextBoolean()) {
            fields.add(new FieldSchema(0, "success", type(0), Requiredness.DEFAULT));
        }
        for (int i = 0; i < exceptions.size(); i++) {
            TypeSchema type = TypeSchema.struct(exceptions.get(i));
            String name = "failure" + i;
            fields.add(
                    new FieldSchema(i + 3, name, type, Requiredness.OPTIONAL, null, notes()));
        }
        return fields;
    }

    private TypeSchema type(int depth) {
        int kind = random.nextInt(depth > 3 ? 10 : 18);
        if (kind < 10) {
            return TypeSchema.of(BASE[random.nextInt(BASE.length)]);
        }
        return switch (kind) {
            case 10, 11, 12 -> TypeSchema.struct(structs.get(random.nextInt(structs.size())));
            case 13, 14 ->
                    enums.isEmpty()
                            ? TypeSchema.of(Kind.I8)
                            : TypeSchema.enumeration(enums.get(random.nextInt(enums.size())));
            case 15 -> TypeSchema.list(type(depth + 1));
            case 16 -> TypeSchema.set(type(depth + 1));
            default -> TypeSchema.map(type(depth + 1), type(depth + 1));
        };
    }

    private Notes notes() {
        if (random.nextInt(3) > 0) {
            return Notes.NONE;
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            annotations.put("an.annotation" + i, values.text());
        }
        return new Notes(doc(), annotations);
    }

    private String doc() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            String margin = i == 0 ? "" : " ".repeat(random.nextInt(3));
            lines.add(margin + WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(random.nextBoolean() ? "\n" : "\n\n", lines);
    }
}
