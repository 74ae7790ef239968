package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.annotation.RpcValue;
import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The source of a union: a sealed interface, with a record around the value of each field. */
final class UnionSource {
    private static final String VALUE = "value";

    private UnionSource() {}

    static void write(StructSchema union, ClassName name, JavaScope scope, Lines out) {
        new Javadoc(union.notes().doc()).addTo(out);
        out.add('@' + scope.name(Serializable.class));
        out.open("public sealed interface " + name.simpleName() + " {");
        Map<String, String> names = StructNames.of(union, name);
        boolean isFirst = true;
        for (FieldSchema field : union.fields()) {
            if (!isFirst) {
                out.blank();
            }
            isFirst = false;
            String member = Objects.requireNonNull(names.get(field.name()));
            write(field, member, name, scope, out);
        }
        out.close("}");
    }

    private static void write(
            FieldSchema field, String member, ClassName union, JavaScope scope, Lines out) {
        new Javadoc(field.notes().doc()).addTo(out);
        out.add(
                JavaField.annotation(
                        field.id(),
                        JavaNames.decapitalized(member),
                        field.name(),
                        scope.imports()));
        String value = '@' + scope.name(RpcValue.class) + ' ' + scope.types().plain(field.type());
        out.add(
                out.declaration(
                        "record " + member,
                        List.of(value + ' ' + VALUE),
                        "implements " + union.simpleName(),
                        " {}"));
    }
}
