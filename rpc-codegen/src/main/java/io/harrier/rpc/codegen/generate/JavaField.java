package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.codegen.generate.Expression.Call;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record or an exception.
 *
 * @param type as it is declared: an Optional for one that is optional, a box for one with a default
 * @param setType as who sets it says it, without Optional and box
 * @param standsIn what it has if nobody set it; null if that is what its type has
 */
record JavaField(
        FieldSchema schema,
        String name,
        String type,
        String setType,
        @Nullable Expression standsIn) {

    /** In the order of the IDL. */
    static List<JavaField> of(StructSchema struct, JavaScope scope) {
        Map<String, String> names = StructNames.of(struct, scope.names().of(struct));
        return struct.fields().stream()
                .map(field -> of(field, Objects.requireNonNull(names.get(field.name())), scope))
                .toList();
    }

    private static JavaField of(FieldSchema field, String name, JavaScope scope) {
        String plain = scope.types().plain(field.type());
        Object value = field.defaultValue();
        Expression standsIn = value == null ? null : scope.values().of(field.type(), value);
        if (field.requiredness() == Requiredness.OPTIONAL) {
            String optional = scope.types().optional(field.type());
            return new JavaField(field, name, optional, plain, standsIn);
        }
        String type = value == null ? plain : scope.types().object(field.type());
        return new JavaField(field, name, type, plain, standsIn);
    }

    boolean isOptional() {
        return schema.requiredness() == Requiredness.OPTIONAL;
    }

    /** Whether it is null if nobody set it. */
    boolean isNullable() {
        return !isOptional() && (standsIn != null || !type.equals(setType) || isObject());
    }

    private boolean isObject() {
        return schema.type().kind() == Kind.BINARY
                || schema.type().kind().compareTo(Kind.DOUBLE) > 0;
    }

    String annotation(Imports imports) {
        boolean isRequired = schema.requiredness() == Requiredness.REQUIRED;
        return annotation(schema.id(), name, schema.name(), isRequired, imports);
    }

    /** Of what is never called required. */
    static String annotation(int id, String javaName, String name, Imports imports) {
        return annotation(id, javaName, name, false, imports);
    }

    /** States the name of the IDL only where it is not the Java one. */
    private static String annotation(
            int id, String javaName, String name, boolean isRequired, Imports imports) {
        String told = javaName.equals(name) ? "" : ", name = \"" + name + '"';
        told += isRequired ? ", required = true" : "";
        return '@'
                + imports.name(RpcField.class)
                + (told.isEmpty() ? "(" + id + ')' : "(value = " + id + told + ')');
    }

    /** Lines that give a field its default, or refuse null where the IDL requires a value. */
    void complete(Lines lines, Imports imports) {
        if (standsIn != null) {
            lines.open("if (" + name + (isOptional() ? ".isEmpty()" : " == null") + ") {");
            lines.assign(name, isOptional() ? some(standsIn, imports) : standsIn);
            lines.close("}");
        } else if (schema.requiredness() == Requiredness.REQUIRED && isNullable()) {
            String check = imports.name(Objects.class) + ".requireNonNull(";
            lines.add(check + name + ", \"" + name + " is required\");");
        }
    }

    static Expression some(Expression value, Imports imports) {
        return new Call(imports.name(Optional.class) + ".of", List.of(value));
    }

    /** What stands in the IDL, and what null or an empty Optional means. */
    String doc() {
        String doc = Javadoc.escaped(schema.notes().doc());
        if (standsIn == null) {
            return doc;
        }
        String absent = (isOptional() ? "empty" : "null") + " stands for ";
        String said = absent + (isSimple() ? "{@code " + standsIn.flat() + '}' : "its default");
        return doc.isEmpty() ? said : doc + " (" + said + ')';
    }

    private boolean isSimple() {
        return Objects.requireNonNull(standsIn).flat().matches("[A-Za-z0-9 .\"()-]{1,40}");
    }
}
