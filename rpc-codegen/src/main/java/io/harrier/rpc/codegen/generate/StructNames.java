package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The names that the fields of a struct have in Java, by their names in the IDL. */
final class StructNames {
    static final String BUILDER = "Builder";

    private StructNames() {}

    /** Components of a record, fields of an exception, records of a union. */
    static Map<String, String> of(StructSchema struct, ClassName name) {
        JavaNames names =
                switch (struct.kind()) {
                    case STRUCT -> JavaNames.ofRecord();
                    case EXCEPTION -> JavaNames.ofException();
                    case UNION -> JavaNames.free().but(Set.of(name.simpleName()));
                };
        Map<String, String> given = new LinkedHashMap<>();
        for (FieldSchema field : struct.fields()) {
            String wish =
                    struct.kind() == StructSchema.Kind.UNION
                            ? JavaNames.typeCase(field.name())
                            : JavaNames.camelCase(field.name());
            given.put(field.name(), names.give(wish));
        }
        return given;
    }

    /** What is set where fields are left out; no class may contain one of its own name. */
    static String builder(ClassName name) {
        return name.simpleName().equals(BUILDER) ? BUILDER + '_' : BUILDER;
    }
}
