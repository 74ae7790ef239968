package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.idl.IdlService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The source of a service's interface. */
final class ServiceSource {
    private final IdlService service;
    private final JavaScope scope;
    private final Lines out;

    private ServiceSource(IdlService service, JavaScope scope, Lines out) {
        this.service = service;
        this.scope = scope;
        this.out = out;
    }

    /**
     * @param parent the interface that it extends; null if there is none
     */
    static void write(
            IdlService service,
            ClassName name,
            @Nullable ClassName parent,
            JavaScope scope,
            Lines out) {
        new ServiceSource(service, scope, out).write(name, parent);
    }

    private void write(ClassName name, @Nullable ClassName parent) {
        doc(name).addTo(out);
        String head =
                "public interface "
                        + name.simpleName()
                        + (parent == null ? "" : " extends " + scope.imports().name(parent));
        if (service.ownMethods().isEmpty()) {
            out.add(head + " {}");
            return;
        }
        out.open(head + " {");
        Map<String, String> names = methodNames();
        boolean isFirst = true;
        for (MethodSchema method : service.ownMethods()) {
            if (!isFirst) {
                out.blank();
            }
            isFirst = false;
            method(method, Objects.requireNonNull(names.get(method.name())));
        }
        out.close("}");
    }

    private Javadoc doc(ClassName name) {
        String wireName = service.schema().name();
        String said = service.schema().notes().doc();
        return new Javadoc(
                name.simpleName().equals(wireName)
                        ? said
                        : said
                                + "\n\nIts name on the wire is "
                                + wireName
                                + ": say so in RpcService.");
    }

    /** The inherited ones come first, so that they have the names of their own interfaces. */
    private Map<String, String> methodNames() {
        JavaNames free = JavaNames.ofService();
        Map<String, String> names = new LinkedHashMap<>();
        for (MethodSchema method : service.schema().methods()) {
            names.put(method.name(), free.give(JavaNames.camelCase(method.name())));
        }
        return names;
    }

    private void method(MethodSchema method, String name) {
        JavaNames free = JavaNames.free();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (FieldSchema field : method.arguments().fields()) {
            parameters.put(field.name(), free.give(JavaNames.camelCase(field.name())));
        }
        Map<FieldSchema, String> thrown = thrown(method.reply());
        doc(method, parameters, thrown).addTo(out);
        annotation(method, name, thrown);
        String clause = String.join(", ", thrown.values());
        out.add(
                out.declaration(
                        value(method) + ' ' + name,
                        parameters(method.arguments().fields(), parameters),
                        clause.isEmpty() ? "" : "throws " + clause,
                        ";"));
    }

    private static Javadoc doc(
            MethodSchema method, Map<String, String> parameters, Map<FieldSchema, String> thrown) {
        Javadoc doc = new Javadoc(method.notes().doc());
        for (FieldSchema field : method.arguments().fields()) {
            String text = Javadoc.escaped(field.notes().doc());
            doc.tag("@param " + parameters.get(field.name()), text);
        }
        thrown.forEach(
                (field, name) -> doc.tag("@throws " + name, Javadoc.escaped(field.notes().doc())));
        return doc;
    }

    /** The classes of the declared exceptions, each once. */
    private Map<FieldSchema, String> thrown(@Nullable StructSchema reply) {
        Map<FieldSchema, String> thrown = new LinkedHashMap<>();
        for (FieldSchema field : reply == null ? List.<FieldSchema>of() : reply.fields()) {
            String type = scope.types().object(field.type());
            if (field.id() != 0 && !thrown.containsValue(type)) {
                thrown.put(field, type);
            }
        }
        return thrown;
    }

    private void annotation(MethodSchema method, String name, Map<FieldSchema, String> thrown) {
        List<String> parts = new ArrayList<>();
        if (!name.equals(method.name())) {
            parts.add("name = \"" + method.name() + '"');
        }
        if (method.isOneway()) {
            parts.add("oneway = true");
        }
        if (method.isIdempotent()) {
            parts.add("idempotent = true");
        }
        List<Integer> ids = thrown.keySet().stream().map(FieldSchema::id).toList();
        if (!ids.equals(IntStream.rangeClosed(1, ids.size()).boxed().toList())) {
            String all = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
            parts.add("exceptionIds = " + (ids.size() == 1 ? all : '{' + all + '}'));
        }
        if (!parts.isEmpty()) {
            out.add('@' + scope.name(RpcMethod.class) + '(' + String.join(", ", parts) + ')');
        }
    }

    private String value(MethodSchema method) {
        FieldSchema value = method.reply() == null ? null : method.reply().field(0);
        return value == null ? "void" : scope.types().plain(value.type());
    }

    /** One that is known by its place and its name says nothing more. */
    private List<String> parameters(List<FieldSchema> fields, Map<String, String> names) {
        List<String> parameters = new ArrayList<>();
        for (FieldSchema field : fields) {
            String name = Objects.requireNonNull(names.get(field.name()));
            String type =
                    field.requiredness() == Requiredness.OPTIONAL
                            ? scope.types().optional(field.type())
                            : scope.types().plain(field.type());
            boolean isPlain = field.id() == parameters.size() + 1 && name.equals(field.name());
            String annotation =
                    isPlain
                            ? ""
                            : JavaField.annotation(field.id(), name, field.name(), scope.imports())
                                    + ' ';
            parameters.add(annotation + type + ' ' + name);
        }
        return parameters;
    }
}
