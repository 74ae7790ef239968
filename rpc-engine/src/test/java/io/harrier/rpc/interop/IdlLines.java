package io.harrier.rpc.interop;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.idl.IdlConstant;
import io.harrier.rpc.schema.idl.IdlDocument;
import io.harrier.rpc.schema.idl.IdlService;
import io.harrier.rpc.schema.idl.IdlTypedef;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a document says, a line for each thing, in the words of {@link ThriftXmlLines}. */
final class IdlLines {
    private final List<String> lines = new ArrayList<>();

    private IdlLines() {}

    static List<String> of(IdlDocument document) {
        IdlLines all = new IdlLines();
        for (String language : document.namespaceLanguages()) {
            Notes notes = document.namespaceNotes(language);
            all.add("namespace " + language + ' ' + document.namespace(language), notes);
        }
        document.enums().values().forEach(all::enumeration);
        document.structs().values().forEach(all::struct);
        document.typedefs().values().forEach(all::typedef);
        document.constants().values().forEach(all::constant);
        document.services().values().forEach(all::service);
        return all.lines.stream().sorted().toList();
    }

    private void add(String line, Notes notes) {
        String doc = notes.doc().replaceAll("\\s+", " ");
        lines.add(
                line
                        + " | "
                        + doc
                        + " | "
                        + notes.annotations().entrySet().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList());
    }

    private void enumeration(EnumSchema schema) {
        add("enum " + schema.name(), schema.notes());
        schema.constants()
                .forEach(
                        (name, number) ->
                                add(
                                        "member " + schema.name() + '.' + name + ' ' + number,
                                        schema.notes(name)));
    }

    private void struct(StructSchema schema) {
        String kind = schema.kind().name().toLowerCase(Locale.ROOT);
        add(kind + ' ' + schema.name(), schema.notes());
        schema.fields().forEach(field -> field("field " + schema.name(), field));
    }

    private void field(String of, FieldSchema field) {
        String requiredness =
                field.requiredness() == Requiredness.DEFAULT
                        ? ""
                        : field.requiredness().name().toLowerCase(Locale.ROOT);
        String value = field.defaultValue() == null ? "" : value(field.defaultValue());
        add(
                "%s.%s %d [%s] %s = %s"
                        .formatted(
                                of,
                                field.name(),
                                field.id(),
                                requiredness,
                                type(field.type()),
                                value),
                field.notes());
    }

    private void typedef(IdlTypedef typedef) {
        add("typedef " + typedef.name() + ' ' + type(typedef.type()), typedef.notes());
    }

    private void constant(IdlConstant constant) {
        add(
                "const %s %s = %s"
                        .formatted(constant.name(), type(constant.type()), value(constant.value())),
                constant.notes());
    }

    private void service(IdlService service) {
        String name = service.schema().name();
        String parent = service.parent() == null ? "" : service.parent();
        String last = parent.substring(parent.lastIndexOf('.') + 1);
        add("service " + name + " extends " + last, service.schema().notes());
        for (MethodSchema method : service.ownMethods()) {
            FieldSchema value = method.reply() == null ? null : method.reply().field(0);
            String of = name + '.' + method.name();
            add(
                    "method %s %s %s"
                            .formatted(
                                    of,
                                    method.isOneway() ? "oneway" : "",
                                    value == null ? "void" : type(value.type())),
                    method.notes());
            method.arguments().fields().forEach(field -> field("arg " + of, field));
            if (method.reply() != null) {
                method.reply().fields().stream()
                        .filter(field -> field != value)
                        .forEach(field -> field("throws " + of, asThrown(field)));
            }
        }
    }

    /** Apache's compiler says of no exception that it is optional. */
    private static FieldSchema asThrown(FieldSchema field) {
        return new FieldSchema(
                field.id(), field.name(), field.type(), Requiredness.DEFAULT, null, field.notes());
    }

    static String type(TypeSchema type) {
        return switch (type.kind()) {
            case LIST -> "list<" + type(type.element()) + '>';
            case SET -> "set<" + type(type.element()) + '>';
            case MAP -> "map<" + type(type.key()) + ',' + type(type.element()) + '>';
            case STRUCT -> type.struct().name();
            case ENUM -> type.enumeration().name();
            default -> type.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String value(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        if (value instanceof Number number) {
            return number(number.toString());
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(IdlLines::value).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof ByteBuffer bytes) {
            return '"' + StandardCharsets.UTF_8.decode(bytes.duplicate()).toString() + '"';
        }
        return value instanceof Map<?, ?> map ? entries(map) : '"' + value.toString() + '"';
    }

    private static String entries(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> value(entry.getKey()) + ':' + value(entry.getValue()))
                .sorted()
                .toList()
                .toString();
    }

    static String number(String text) {
        return new BigDecimal(text).stripTrailingZeros().toString();
    }
}
