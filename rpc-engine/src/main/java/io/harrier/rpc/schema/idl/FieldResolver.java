package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** A union's fields are optional, whatever they say. */
    List<FieldSchema> fields(Syntax.Struct struct) {
        if (struct.kind() != StructSchema.Kind.UNION) {
            return fields(struct.fields());
        }
        return struct.fields().stream().map(f -> field(f, Requiredness.OPTIONAL)).toList();
    }

    List<FieldSchema> fields(List<Syntax.Field> fields) {
        List<FieldSchema> made = new ArrayList<>(fields.size());
        for (Syntax.Field field : fields) {
            made.add(field(field, field.requiredness()));
        }
        return List.copyOf(made);
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
        TypeSchema type = type(field.type());
        Object value = field.value() == null ? null : values.value(type, field.value());
        return new FieldSchema(
                field.id(), field.name().name(), type, requiredness, value, field.notes());
    }
}
