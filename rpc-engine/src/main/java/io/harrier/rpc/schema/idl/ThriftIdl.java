package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.annotated.AnnotatedService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Prints the Thrift IDL of a service, from which peers in other languages generate their code. */
public final class ThriftIdl {
    private final IdlNames names = new IdlNames();
    private final StringBuilder out = new StringBuilder();

    private ThriftIdl() {}

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
        return new ThriftIdl().print(service, namespace);
    }

    private String print(ServiceSchema service, String namespace) {
        out.append("namespace * ").append(namespace).append('\n');
        IdlTypes types = IdlTypes.of(service);
        types.enums().forEach(this::enumeration);
        types.structs().forEach(this::struct);
        service(service);
        return out.toString();
    }

    private void enumeration(EnumSchema type) {
        out.append("\nenum ").append(names.of(type)).append(" {\n");
        for (Map.Entry<String, Integer> constant : type.constants().entrySet()) {
            out.append("    ").append(IdlNames.legal(constant.getKey()));
            out.append(" = ").append(constant.getValue()).append('\n');
        }
        out.append("}\n");
    }

    private void struct(StructSchema struct) {
        out.append('\n').append(struct.kind().name().toLowerCase(Locale.ROOT));
        out.append(' ').append(names.of(struct));
        out.append(" {\n");
        for (FieldSchema field : struct.fields()) {
            out.append("    ").append(field.id()).append(": ");
            if (field.requiredness() != Requiredness.DEFAULT) {
                out.append(field.requiredness().name().toLowerCase(Locale.ROOT)).append(' ');
            }
            out.append(typed(field)).append('\n');
        }
        out.append("}\n");
    }

    private void service(ServiceSchema service) {
        out.append("\nservice ").append(IdlNames.require(service.name())).append(" {\n");
        for (MethodSchema method : service.methods()) {
            out.append("    ").append(method.isOneway() ? "oneway " : "").append(value(method));
            out.append(' ').append(IdlNames.require(method.name())).append('(');
            out.append(fields(method.arguments().fields())).append(')');
            out.append(exceptions(method)).append('\n');
        }
        out.append("}\n");
    }

    private String value(MethodSchema method) {
        FieldSchema value = method.reply() == null ? null : method.reply().field(0);
        return value == null ? "void" : type(value.type());
    }

    private String exceptions(MethodSchema method) {
        List<FieldSchema> thrown =
                method.reply() == null
                        ? List.of()
                        : method.reply().fields().stream().filter(f -> f.id() != 0).toList();
        return thrown.isEmpty() ? "" : " throws (" + fields(thrown) + ')';
    }

    private String fields(List<FieldSchema> fields) {
        return fields.stream()
                .map(field -> field.id() + ": " + typed(field))
                .collect(Collectors.joining(", "));
    }

    private String typed(FieldSchema field) {
        return type(field.type()) + ' ' + IdlNames.legal(field.name());
    }

    private String type(TypeSchema type) {
        return switch (type.kind()) {
            case LIST -> "list<" + element(type) + '>';
            case SET -> "set<" + element(type) + '>';
            case MAP -> "map<" + type(Objects.requireNonNull(type.key())) + ", " + element(type) + '>';
            case STRUCT -> names.of(Objects.requireNonNull(type.struct()));
            case ENUM -> names.of(Objects.requireNonNull(type.enumeration()));
            default -> type.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private String element(TypeSchema type) {
        return type(Objects.requireNonNull(type.element()));
    }
}
