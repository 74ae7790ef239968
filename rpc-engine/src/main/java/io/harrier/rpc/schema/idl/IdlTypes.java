package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that a service uses: each stands after those that it uses itself, as far as they do not
 * lead back to it.
 */
record IdlTypes(Set<EnumSchema> enums, Set<StructSchema> structs) {
    static IdlTypes of(ServiceSchema service) {
        IdlTypes types = new IdlTypes(new LinkedHashSet<>(), new LinkedHashSet<>());
        Set<StructSchema> seen = new LinkedHashSet<>();
        for (MethodSchema method : service.methods()) {
            types.addFields(method.arguments(), seen);
            if (method.reply() != null) {
                types.addFields(method.reply(), seen);
            }
        }
        return types;
    }

    private void addFields(StructSchema struct, Set<StructSchema> seen) {
        for (FieldSchema field : struct.fields()) {
            add(field.type(), seen);
        }
    }

    private void add(@Nullable TypeSchema type, Set<StructSchema> seen) {
        if (type == null) {
            return;
        }
        add(type.key(), seen);
        add(type.element(), seen);
        if (type.enumeration() != null) {
            enums.add(type.enumeration());
        }
        if (type.struct() != null && seen.add(type.struct())) {
            addFields(type.struct(), seen);
            structs.add(type.struct());
        }
    }
}
