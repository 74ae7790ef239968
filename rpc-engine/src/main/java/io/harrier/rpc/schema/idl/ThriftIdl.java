package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.annotated.AnnotatedService;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints the Thrift IDL of a service, from which peers in other languages generate their code, with
 * its notes and defaults. {@link ThriftIdlParser} reads the same service out of it.
 */
public final class ThriftIdl {
    private static final String INDENT = "    ";

    private final IdlNames names = new IdlNames();
    private final TypeText types = new TypeText(names::of, names::of);
    private final ValuePrinter values = new ValuePrinter(names::of);
    private final StringBuilder out = new StringBuilder();

    /** Whether methods and fields have their own names, whatever words these are. */
    private final boolean asIs;

    private ThriftIdl(boolean asIs) {
        this.asIs = asIs;
    }

    /**
     * The IDL of a plain Java interface.
     *
     * @param namespace for every language, such as {@code demo.users}
     * @throws SchemaException if the interface is no service
     */
    public static String of(Class<?> service, String namespace) {
        return of(AnnotatedService.of(service).schema(), namespace);
    }

    /**
     * @throws SchemaException if a method has a name that Thrift keeps for itself
     */
    public static String of(ServiceSchema service, String namespace) {
        return new ThriftIdl(false).print(service, namespace);
    }

    /**
     * The same for {@link ThriftIdlParser} alone: methods and fields keep their names, also those
     * that Apache's compiler refuses.
     */
    public static String asIs(ServiceSchema service, String namespace) {
        return new ThriftIdl(true).print(service, namespace);
    }

    private String print(ServiceSchema service, String namespace) {
        out.append("namespace * ").append(namespace).append('\n');
        IdlTypes used = IdlTypes.of(service);
        used.enums().forEach(this::enumeration);
        used.structs().forEach(this::struct);
        service(service);
        return out.toString();
    }

    private void enumeration(EnumSchema type) {
        out.append('\n').append(doc(type.notes(), ""));
        out.append("enum ").append(names.of(type)).append(" {\n");
        type.constants()
                .forEach(
                        (constant, number) -> {
                            Notes notes = type.notes(constant);
                            out.append(doc(notes, INDENT)).append(INDENT);
                            out.append(IdlNames.legal(constant)).append(" = ").append(number);
                            out.append(annotations(notes)).append('\n');
                        });
        end(type.notes());
    }

    private void struct(StructSchema struct) {
        out.append('\n').append(doc(struct.notes(), ""));
        out.append(struct.kind().name().toLowerCase(Locale.ROOT));
        out.append(' ').append(names.of(struct)).append(" {\n");
        boolean isUnion = struct.kind() == StructSchema.Kind.UNION;
        for (FieldSchema field : struct.fields()) {
            out.append(doc(field.notes(), INDENT)).append(INDENT);
            out.append(field(field, isUnion ? Requiredness.DEFAULT : field.requiredness()));
            out.append('\n');
        }
        end(struct.notes());
    }

    private void service(ServiceSchema service) {
        out.append('\n').append(doc(service.notes(), ""));
        out.append("service ").append(IdlNames.require(service.name())).append(" {\n");
        for (MethodSchema method : service.methods()) {
            out.append(doc(method.notes(), INDENT)).append(INDENT);
            out.append(method.isOneway() ? "oneway " : "").append(value(method));
            out.append(' ').append((asIs ? method.name() : IdlNames.require(method.name()))).append('(');
            out.append(fields(method.arguments().fields())).append(')');
            out.append(exceptions(method)).append(annotations(method.notes())).append('\n');
        }
        end(service.notes());
    }

    private void end(Notes notes) {
        out.append('}').append(annotations(notes)).append('\n');
    }

    private String value(MethodSchema method) {
        FieldSchema value = method.reply() == null ? null : method.reply().field(0);
        return value == null ? "void" : types.of(value.type());
    }

    private String exceptions(MethodSchema method) {
        List<FieldSchema> thrown =
                method.reply() == null
                        ? List.of()
                        : method.reply().fields().stream().filter(f -> f.id() != 0).toList();
        return thrown.isEmpty() ? "" : " throws (" + fields(thrown) + ')';
    }

    /** In one line. Nobody listens to optional there. */
    private String fields(List<FieldSchema> fields) {
        return fields.stream().map(this::inline).collect(Collectors.joining(", "));
    }

    private String inline(FieldSchema field) {
        boolean isRequired = field.requiredness() == Requiredness.REQUIRED;
        return inlineDoc(field.notes())
                + field(field, isRequired ? Requiredness.REQUIRED : Requiredness.DEFAULT);
    }

    private static String inlineDoc(Notes notes) {
        String doc = doc(notes, INDENT + INDENT);
        boolean isOneLine = doc.indexOf('\n') == doc.length() - 1;
        return isOneLine ? doc.strip() + (doc.isEmpty() ? "" : " ") : '\n' + doc + INDENT + INDENT;
    }

    private String field(FieldSchema field, Requiredness requiredness) {
        String word =
                requiredness == Requiredness.DEFAULT
                        ? ""
                        : requiredness.name().toLowerCase(Locale.ROOT) + ' ';
        String value =
                field.defaultValue() == null
                        ? null
                        : values.of(field.type(), field.defaultValue());
        return field.id()
                + (": " + word)
                + (types.of(field.type()) + ' ' + (asIs ? field.name().replace('$', '_') : IdlNames.legal(field.name())))
                + (value == null ? "" : " = " + value)
                + annotations(field.notes());
    }

    private static String doc(Notes notes, String indent) {
        return notes.doc().isEmpty() ? "" : DocComment.comment(notes.doc(), indent);
    }

    private static String annotations(Notes notes) {
        return notes.annotations().isEmpty()
                ? ""
                : notes.annotations().entrySet().stream()
                        .map(e -> e.getKey() + " = " + Literals.literal(e.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
