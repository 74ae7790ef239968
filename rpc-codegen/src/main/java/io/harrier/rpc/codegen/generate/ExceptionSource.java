package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.codegen.generate.Expression.Atom;
import io.harrier.rpc.codegen.generate.Expression.Sum;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The source of an exception, which is checked: the IDL says who throws it. */
final class ExceptionSource {
    private final ClassName name;
    private final JavaScope scope;
    private final Lines out;
    private final List<JavaField> fields;

    private ExceptionSource(StructSchema struct, ClassName name, JavaScope scope, Lines out) {
        this.name = name;
        this.scope = scope;
        this.out = out;
        fields = JavaField.of(struct, scope);
    }

    static void write(StructSchema struct, ClassName name, JavaScope scope, Lines out) {
        new ExceptionSource(struct, name, scope, out).write(struct);
    }

    private void write(StructSchema struct) {
        new Javadoc(struct.notes().doc()).addTo(out);
        out.add('@' + scope.name(Serializable.class));
        if (fields.stream().anyMatch(ExceptionSource::isStrange)) {
            out.add(
                    '@'
                            + scope.name(SuppressWarnings.class)
                            + "(\"serial\") // travels by its ids");
        }
        String extended = " extends " + scope.name(Exception.class);
        out.open("public final class " + name.simpleName() + extended + " {");
        out.add("private static final long serialVersionUID = 1;");
        fields.forEach(this::variable);
        if (!fields.isEmpty()) {
            constructor();
            fields.forEach(this::accessor);
            message();
        }
        out.close("}");
    }

    /** Whether Java's own serialization may not take it. */
    private static boolean isStrange(JavaField field) {
        return field.isOptional()
                || field.schema().type().kind().compareTo(Kind.UUID) > 0
                || field.schema().type().kind() == Kind.BINARY;
    }

    private void variable(JavaField field) {
        out.blank().add(field.annotation(scope.imports()));
        out.add("private final " + field.type() + ' ' + field.name() + ';');
    }

    /** By their ids: so the engine calls it. */
    private void constructor() {
        List<JavaField> byId =
                fields.stream().sorted(Comparator.comparingInt(f -> f.schema().id())).toList();
        Javadoc doc = new Javadoc("");
        byId.forEach(field -> doc.tag("@param " + field.name(), field.doc()));
        out.blank();
        doc.addTo(out);
        List<String> parameters = byId.stream().map(f -> f.type() + ' ' + f.name()).toList();
        out.open(out.declaration("public " + name.simpleName(), parameters, "", " {"));
        byId.forEach(field -> field.complete(out, scope.imports()));
        byId.forEach(field -> out.assign("this." + field.name(), new Atom(field.name())));
        out.close("}");
    }

    private void accessor(JavaField field) {
        out.blank();
        new Javadoc(field.schema().notes().doc()).addTo(out);
        out.open("public " + field.type() + ' ' + field.name() + "() {");
        out.add("return " + field.name() + ';').close("}");
    }

    private void message() {
        out.blank().add('@' + scope.name(Override.class));
        out.open("public " + scope.name(String.class) + " getMessage() {");
        out.returns(text()).close("}");
    }

    /** The field that is called message; else all of them. */
    private Expression text() {
        List<String> parts = new ArrayList<>();
        String before = "";
        for (JavaField field : fields) {
            if (field.name().equals("message") && field.type().equals(scope.name(String.class))) {
                return new Atom(field.name());
            }
            parts.add('"' + before + field.name() + "=\"");
            parts.add(field.name());
            before = ", ";
        }
        return new Sum(parts);
    }
}
