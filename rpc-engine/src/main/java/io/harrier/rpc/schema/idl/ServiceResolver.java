package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes services, with what they inherit. */
final class ServiceResolver {
    private final FileScope scope;
    private final SourceText source;
    private final Declarations declarations;
    private final Included included;
    private final IdlBudget budget;
    private final FieldResolver fields;
    private final Descent descent;
    private final Map<String, IdlService> known = new HashMap<>();

    ServiceResolver(FileScope scope, FieldResolver fields) {
        this.scope = scope;
        this.source = scope.source();
        this.declarations = scope.declarations();
        this.included = scope.included();
        this.budget = scope.budget();
        this.fields = fields;
        this.descent = new Descent(source, "services");
    }

    IdlService service(Syntax.Service service) {
        String name = service.name().name();
        IdlService made = known.get(name);
        if (made == null) {
            made = descent.into(service.name(), () -> make(service));
            known.put(name, made);
        }
        return made;
    }

    private IdlService make(Syntax.Service service) {
        Syntax.Name parent = service.parent();
        List<MethodSchema> all = new ArrayList<>();
        if (parent != null) {
            all.addAll(parent(parent).schema().methods());
            budget.takeInherited(source, parent.at(), all.size());
        }
        Set<String> names = new HashSet<>();
        all.forEach(inherited -> names.add(inherited.name()));
        List<MethodSchema> own = new ArrayList<>();
        for (Syntax.Method method : service.methods()) {
            requireFree(names, method.name());
            own.add(method(method));
        }
        all.addAll(own);
        ServiceSchema schema = new ServiceSchema(service.name().name(), all, service.notes());
        return new IdlService(schema, parent == null ? null : parent.name(), own);
    }

    private IdlService parent(Syntax.Name name) {
        IdlService parent =
                declarations.types().get(name.name()) instanceof Syntax.Service own
                        ? service(own)
                        : included.find(name.name(), (file, rest) -> file.services().get(rest));
        if (parent == null) {
            throw unknown(name);
        }
        return parent;
    }

    private IdlException unknown(Syntax.Name name) {
        Stream<String> own =
                declarations.types().values().stream()
                        .filter(Syntax.Service.class::isInstance)
                        .map(service -> service.name().name());
        List<String> names =
                Stream.concat(own, included.names(IdlDocument::services)).toList();
        return source.error(
                name.at(),
                "unknown service",
                SourceText.shortened(name.name()),
                "the name of a service" + scope.hint(name.name(), names));
    }

    private void requireFree(Set<String> names, Syntax.Name method) {
        if (!names.add(method.name())) {
            throw source.error(
                    method.at(), "method name taken", method.name(), "one that it does not have yet");
        }
    }

    private MethodSchema method(Syntax.Method method) {
        String name = method.name().name();
        StructSchema arguments = struct(name + "_args", fields.arguments(method.arguments()));
        StructSchema reply = method.isOneway() ? null : struct(name + "_result", reply(method));
        return new MethodSchema(name, arguments, reply, method.notes());
    }

    private List<FieldSchema> reply(Syntax.Method method) {
        List<FieldSchema> reply = new ArrayList<>();
        if (method.value() != null) {
            TypeSchema type = fields.type(method.value());
            reply.add(new FieldSchema(0, "success", type, Requiredness.DEFAULT));
        }
        for (Syntax.Field exception : method.exceptions()) {
            FieldSchema field = fields.field(exception, Requiredness.OPTIONAL);
            requireException(exception, field.type());
            reply.add(field);
        }
        return reply;
    }

    private void requireException(Syntax.Field field, TypeSchema type) {
        StructSchema struct = type.struct();
        if (struct == null || struct.kind() != StructSchema.Kind.EXCEPTION) {
            throw source.error(
                    field.type().at(),
                    "thrown",
                    SourceText.shortened(TypeText.PLAIN.of(type)),
                    "the name of an exception");
        }
    }

    private static StructSchema struct(String name, List<FieldSchema> made) {
        return new StructSchema(name, () -> made);
    }
}
