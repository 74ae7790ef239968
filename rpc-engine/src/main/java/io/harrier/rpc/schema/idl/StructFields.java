package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The fields of a struct that is being made: first their types, then all of them, then these. */
final class StructFields implements Supplier<List<FieldSchema>> {
    private List<FieldSchema> fields = List.of();

    /** By name; known before the defaults, which may need the types of other structs. */
    private Map<String, TypeSchema> types = Map.of();

    @Override
    public List<FieldSchema> get() {
        return fields;
    }

    Map<String, TypeSchema> types() {
        return types;
    }

    void types(Map<String, TypeSchema> known) {
        types = known;
    }

    /** When nobody asks for the types any more. */
    void made() {
        types = Map.of();
    }

    void fields(List<FieldSchema> made) {
        fields = List.copyOf(made);
    }
}
