package io.harrier.rpc.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A struct, union or exception. Its fields are looked up when first asked for, since structs may
 * contain themselves.
 */
public final class StructSchema {
    /** What a struct is. */
    public enum Kind {
        STRUCT,
        /** Exactly one of its fields is set. */
        UNION,
        EXCEPTION
    }

    private final String name;
    private final Kind kind;
    private final Notes notes;
    private final Supplier<List<FieldSchema>> source;
    private volatile @Nullable Fields fields;

    public StructSchema(String name, Supplier<List<FieldSchema>> source) {
        this(name, Kind.STRUCT, Notes.NONE, source);
    }

    /**
     * @param source gives the fields in the order of their declaration; the same ones each time
     */
    public StructSchema(String name, Kind kind, Notes notes, Supplier<List<FieldSchema>> source) {
        this.name = name;
        this.kind = kind;
        this.notes = notes;
        this.source = source;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public Notes notes() {
        return notes;
    }

    /** In the order of their declaration. */
    public List<FieldSchema> fields() {
        return known().list;
    }

    /** The field of this id; null if there is none. */
    public @Nullable FieldSchema field(int id) {
        return known().byId(id);
    }

    /** The field of this name; null if there is none. */
    public @Nullable FieldSchema field(String fieldName) {
        return known().byName.get(fieldName);
    }

    @Override
    public String toString() {
        return name;
    }

    private Fields known() {
        Fields known = fields;
        if (known == null) {
            known = new Fields(List.copyOf(source.get()));
            fields = known;
        }
        return known;
    }

    /** The fields with their indexes; most structs number them from 1 without holes. */
    private static final class Fields {
        private static final int DENSE_IDS = 256;

        final List<FieldSchema> list;
        final Map<String, FieldSchema> byName = new HashMap<>();
        private final @Nullable FieldSchema[] dense;
        private final Map<Integer, FieldSchema> sparse = new HashMap<>();

        Fields(List<FieldSchema> list) {
            this.list = list;
            int size = 0;
            for (FieldSchema field : list) {
                byName.put(field.name(), field);
                if (isDense(field.id())) {
                    size = Math.max(size, field.id() + 1);
                } else {
                    sparse.put(field.id(), field);
                }
            }
            dense = new FieldSchema[size];
            list.stream().filter(f -> isDense(f.id())).forEach(f -> dense[f.id()] = f);
        }

        @Nullable FieldSchema byId(int id) {
            return isDense(id) ? id < dense.length ? dense[id] : null : sparse.get(id);
        }

        private static boolean isDense(int id) {
            return id >= 0 && id < DENSE_IDS;
        }
    }
}
