package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the values that hold others. */
final class ContainerResolver {
    private final SourceText source;
    private final ValueResolver values;
    private final TypeResolver types;

    ContainerResolver(SourceText source, ValueResolver values, TypeResolver types) {
        this.source = source;
        this.values = values;
        this.types = types;
    }

    List<Object> list(TypeSchema type, Syntax.Items items) {
        List<Object> list = new ArrayList<>(items.values().size());
        for (Syntax.Value item : items.values()) {
            list.add(values.value(element(type), item));
        }
        return Collections.unmodifiableList(list);
    }

    Set<Object> set(TypeSchema type, Syntax.Items items) {
        Set<Object> set = new LinkedHashSet<>();
        for (Syntax.Value item : items.values()) {
            set.add(values.value(element(type), item));
        }
        return Collections.unmodifiableSet(set);
    }

    Map<Object, Object> map(TypeSchema type, Syntax.Entries entries) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Syntax.Entry entry : entries.entries()) {
            Object key = values.value(Objects.requireNonNull(type.key()), entry.key());
            if (map.put(key, values.value(element(type), entry.value())) != null) {
                throw twice(entry.key());
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** By name, the fields that are stated. */
    Map<String, Object> struct(TypeSchema type, Syntax.Entries entries) {
        StructSchema struct = Objects.requireNonNull(type.struct());
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Syntax.Entry entry : entries.entries()) {
            String name = fieldName(struct, entry.key());
            Object value = values.value(fieldType(struct, name, entry.key()), entry.value());
            if (fields.put(name, value) != null) {
                throw twice(entry.key());
            }
            if (struct.kind() == StructSchema.Kind.UNION && fields.size() > 1) {
                throw source.error(
                        entry.key().at(),
                        "a second field of the union " + struct.name() + " (expected: one)");
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private String fieldName(StructSchema struct, Syntax.Value key) {
        if (key instanceof Syntax.Text text) {
            return text.text();
        }
        throw source.error(
                key.at(), "wrong key", ValueText.of(key), "a field of " + struct.name() + " in quotes");
    }

    private TypeSchema fieldType(StructSchema struct, String name, Syntax.Value key) {
        StructFields own = types.structs().get(struct);
        TypeSchema type = own == null ? typeOfMade(struct, name) : own.types().get(name);
        if (type == null) {
            List<String> names =
                    own == null
                            ? struct.fields().stream().map(FieldSchema::name).toList()
                            : List.copyOf(own.types().keySet());
            throw source.error(
                    key.at(),
                    "unknown field",
                    SourceText.shortened(name),
                    "a field of " + struct.name() + NearName.hint(name, names));
        }
        return type;
    }

    private static @Nullable TypeSchema typeOfMade(StructSchema struct, String name) {
        FieldSchema field = struct.field(name);
        return field == null ? null : field.type();
    }

    private static TypeSchema element(TypeSchema type) {
        return Objects.requireNonNull(type.element());
    }

    private IdlException twice(Syntax.Value key) {
        return source.error(key.at(), "key taken", ValueText.of(key), "each key once");
    }
}
