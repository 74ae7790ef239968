package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.StructSchema.Kind;
import io.harrier.rpc.schema.TypeSchema;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a service Java keeps, as text. It does not keep the order of methods, nor that of the
 * members of a union and of an exception, the names of declared exceptions, and what stands for an
 * absent field; where null says something that its type's empty value does not, a plain field
 * becomes optional. A name that Java or Thrift keeps for itself has a {@code _} behind it.
 */
final class SchemaText {
    private final Map<String, Set<String>> types = new TreeMap<>();

    private SchemaText() {}

    static String of(ServiceSchema service) {
        SchemaText text = new SchemaText();
        Set<String> methods = new TreeSet<>();
        service.methods().forEach(method -> methods.add(text.method(method)));
        return name(service.name()) + methods + '\n' + text.types;
    }

    private String method(MethodSchema method) {
        return method.name()
                + method.arguments().fields().stream().map(this::parameter).toList()
                + (method.isOneway() ? "oneway" : reply(method.reply().fields()));
    }

    private String parameter(FieldSchema field) {
        return field.id() + name(field.name()) + type(field.type());
    }

    /** An exception that is declared twice is declared once. */
    private String reply(List<FieldSchema> fields) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        fields.forEach(field -> ids.putIfAbsent(type(field.type()), field.id()));
        return ids.toString();
    }

    private String type(TypeSchema type) {
        return switch (type.kind()) {
            case LIST -> "list" + List.of(type(type.element()));
            case SET -> "set" + List.of(type(type.element()));
            case MAP -> "map" + List.of(type(type.key()), type(type.element()));
            case ENUM -> name(type.enumeration().name()) + constants(type);
            case STRUCT -> struct(type.struct());
            default -> type.kind().name();
        };
    }

    private static String constants(TypeSchema type) {
        return type.enumeration().constants().entrySet().stream()
                .map(constant -> name(constant.getKey()) + constant.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String struct(StructSchema struct) {
        String name = name(struct.name());
        if (types.putIfAbsent(name, new LinkedHashSet<>()) == null) {
            boolean isInOrder = struct.kind() == Kind.STRUCT;
            types.get(name).add(kind(struct).name());
            struct.fields().stream()
                    .sorted(isInOrder ? (a, b) -> 0 : Comparator.comparingInt(FieldSchema::id))
                    .forEach(field -> types.get(name).add(field(field)));
        }
        return name;
    }

    /** With nothing to choose it is a struct. */
    private static Kind kind(StructSchema struct) {
        boolean isEmpty = struct.fields().isEmpty() && struct.kind() == Kind.UNION;
        return isEmpty ? Kind.STRUCT : struct.kind();
    }

    private String field(FieldSchema field) {
        TypeSchema.Kind kind = field.type().kind();
        boolean isNullable =
                kind == TypeSchema.Kind.STRUCT
                        || field.defaultValue() != null
                                && kind.compareTo(TypeSchema.Kind.STRING) < 0;
        boolean isOptional = field.requiredness() == Requiredness.OPTIONAL || isNullable;
        String word =
                field.requiredness() == Requiredness.REQUIRED
                        ? "required "
                        : isOptional ? "optional " : "";
        return word + parameter(field);
    }

    private static String name(String name) {
        return name.replaceAll("_+$", "");
    }
}
