package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.codegen.generate.Expression.Atom;
import io.harrier.rpc.codegen.generate.Expression.Call;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import java.util.List;
import java.util.Optional;

/** The source of a record: a struct, with a builder for who leaves fields out. */
final class RecordSource {
    /** What a constructor takes of Java's 255, if all are of two words. */
    private static final int MOST_FIELDS = 127;

    private final ClassName name;
    private final JavaScope scope;
    private final Lines out;
    private final List<JavaField> fields;
    private final String builder;

    private RecordSource(StructSchema struct, ClassName name, JavaScope scope, Lines out) {
        this.name = name;
        this.scope = scope;
        this.out = out;
        fields = JavaField.of(struct, scope);
        builder = StructNames.builder(name);
    }

    static void write(StructSchema struct, ClassName name, JavaScope scope, Lines out) {
        requireFew(struct);
        new RecordSource(struct, name, scope, out).write(struct);
    }

    private static void requireFew(StructSchema struct) {
        if (struct.fields().size() > MOST_FIELDS) {
            throw new SchemaException(
                    struct.name()
                            + " has "
                            + struct.fields().size()
                            + " fields (expected: at most "
                            + MOST_FIELDS
                            + ", as Java's records)",
                    "Put some of them into a struct of their own.");
        }
    }

    private void write(StructSchema struct) {
        Javadoc doc = new Javadoc(struct.notes().doc());
        fields.forEach(field -> doc.tag("@param " + field.name(), field.doc()));
        doc.addTo(out);
        out.add('@' + scope.name(Serializable.class));
        String head = "public record " + name.simpleName();
        List<String> components = fields.stream().map(this::component).toList();
        if (fields.isEmpty()) {
            out.add(out.declaration(head, components, "", " {}"));
            return;
        }
        out.open(out.declaration(head, components, "", " {"));
        constructor();
        builderMethod();
        builderClass();
        out.close("}");
    }

    private String component(JavaField field) {
        return field.annotation(scope.imports()) + ' ' + field.type() + ' ' + field.name();
    }

    /** Nothing, where values may be whatever they are. */
    private void constructor() {
        if (fields.stream().anyMatch(RecordSource::isChecked)) {
            out.open("public " + name.simpleName() + " {");
            fields.forEach(field -> field.complete(out, scope.imports()));
            out.close("}").blank();
        }
    }

    private static boolean isChecked(JavaField field) {
        return field.standsIn() != null
                || field.schema().requiredness() == Requiredness.REQUIRED && field.isNullable();
    }

    private void builderMethod() {
        out.open("public static " + builder + " builder() {");
        out.add("return new " + builder + "();").close("}").blank();
    }

    private void builderClass() {
        out.add("/** Takes the fields by their names; those left out are absent. */");
        out.open("public static final class " + builder + " {");
        fields.forEach(this::variable);
        out.blank().add("private " + builder + "() {}");
        fields.forEach(this::setter);
        out.blank().open("public " + name.simpleName() + " build() {");
        List<Expression> all =
                fields.stream().<Expression>map(field -> new Atom(field.name())).toList();
        out.returns(new Call("new " + name.simpleName(), all)).close("}").close("}");
    }

    private void variable(JavaField field) {
        String declared = "private " + field.type() + ' ' + field.name();
        String empty = " = " + (field.isOptional() ? scope.name(Optional.class) + ".empty()" : "");
        out.add(declared + (field.isOptional() ? empty : "") + ';');
    }

    private void setter(JavaField field) {
        String head = "public " + builder + ' ' + field.name();
        String parameter = field.setType() + ' ' + field.name();
        out.blank().open(out.declaration(head, List.of(parameter), "", " {"));
        Expression value = new Atom(field.name());
        out.assign(
                "this." + field.name(),
                field.isOptional() ? JavaField.some(value, scope.imports()) : value);
        out.add("return this;").close("}");
    }
}
