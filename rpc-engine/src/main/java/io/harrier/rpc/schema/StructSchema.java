package io.harrier.rpc.schema;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A struct, union or exception. Its fields are looked up when first asked for, since structs may
 * contain themselves.
 */
public final class StructSchema {
    private final String name;
    private final Supplier<List<FieldSchema>> source;
    private volatile @Nullable List<FieldSchema> fields;

    /**
     * @param source gives the fields in the order of their declaration; the same ones each time
     */
    public StructSchema(String name, Supplier<List<FieldSchema>> source) {
        this.name = name;
        this.source = source;
    }

    public String name() {
        return name;
    }

    public List<FieldSchema> fields() {
        List<FieldSchema> known = fields;
        if (known == null) {
            known = List.copyOf(source.get());
            fields = known;
        }
        return known;
    }

    /** The field of this id; null if there is none. */
    public @Nullable FieldSchema field(int id) {
        for (FieldSchema field : fields()) {
            if (field.id() == id) {
                return field;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
