package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that a service says, and all types it leads to, in lines that two equal ones share. */
final class SchemaLines {
    private final List<String> lines = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();

    private SchemaLines() {}

    static List<String> of(ServiceSchema service) {
        SchemaLines all = new SchemaLines();
        all.lines.add("service " + service.name() + ' ' + service.notes());
        service.methods().forEach(all::method);
        return all.lines;
    }

    private void method(MethodSchema method) {
        lines.add("method " + method.name() + ' ' + method.isOneway() + ' ' + method.notes());
        struct(method.arguments());
        if (method.reply() != null) {
            struct(method.reply());
        }
    }

    private void struct(StructSchema struct) {
        if (seen.add(struct)) {
            lines.add("struct " + struct.name() + ' ' + struct.kind() + ' ' + struct.notes());
            struct.fields().forEach(field -> lines.add(struct.name() + ' ' + line(field)));
            struct.fields().forEach(field -> type(field.type()));
        }
    }

    private static String line(FieldSchema field) {
        Object value = field.defaultValue();
        String type = value == null ? "" : value.getClass().getSimpleName();
        return "%d %s %s %s %s=%s %s"
                .formatted(
                        field.id(),
                        field.name(),
                        TypeText.PLAIN.of(field.type()),
                        field.requiredness(),
                        value instanceof Number ? type : "",
                        value,
                        field.notes());
    }

    private void type(TypeSchema type) {
        if (type.key() != null) {
            type(type.key());
        }
        if (type.element() != null) {
            type(type.element());
        }
        if (type.struct() != null) {
            struct(type.struct());
        }
        if (type.enumeration() != null && seen.add(type.enumeration())) {
            enumeration(type.enumeration());
        }
    }

    private void enumeration(EnumSchema type) {
        lines.add("enum " + type.name() + ' ' + type.notes());
        type.constants().forEach((name, n) -> lines.add(name + '=' + n + ' ' + type.notes(name)));
    }
}
