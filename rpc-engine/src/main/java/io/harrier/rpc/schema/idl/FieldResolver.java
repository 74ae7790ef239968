package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes fields. */
final class FieldResolver {
    private final TypeResolver types;
    private final ValueResolver values;

    FieldResolver(TypeResolver types, ValueResolver values) {
        this.types = types;
        this.values = values;
    }

    TypeSchema type(Syntax.Type type) {
        return types.type(type);
    }

    /** By name. */
    Map<String, TypeSchema> types(Syntax.Struct struct) {
        Map<String, TypeSchema> all = new HashMap<>();
        struct.fields().forEach(field -> all.put(field.name().name(), type(field.type())));
        return all;
    }

    /**
     * Those of a struct; a union's are optional, whatever they say.
     *
     * @param known their types, by name
     */
    List<FieldSchema> fields(Syntax.Struct struct, Map<String, TypeSchema> known) {
        boolean isUnion = struct.kind() == StructSchema.Kind.UNION;
        List<FieldSchema> made = new ArrayList<>(struct.fields().size());
        for (Syntax.Field field : struct.fields()) {
            TypeSchema type = Objects.requireNonNull(known.get(field.name().name()));
            made.add(field(field, type, isUnion ? Requiredness.OPTIONAL : field.requiredness()));
        }
        return made;
    }

    /** An argument is sent, whatever is said; as Apache's compiler has it. */
    List<FieldSchema> arguments(List<Syntax.Field> fields) {
        return fields.stream()
                .map(
                        f ->
                                field(
                                        f,
                                        f.requiredness() == Requiredness.OPTIONAL
                                                ? Requiredness.DEFAULT
                                                : f.requiredness()))
                .toList();
    }

    FieldSchema field(Syntax.Field field, Requiredness requiredness) {
        return field(field, type(field.type()), requiredness);
    }

    private FieldSchema field(Syntax.Field field, TypeSchema type, Requiredness requiredness) {
        Object value = field.value() == null ? null : values.value(type, field.value());
        return new FieldSchema(
                field.id(), field.name().name(), type, requiredness, value, field.notes());
    }
}
