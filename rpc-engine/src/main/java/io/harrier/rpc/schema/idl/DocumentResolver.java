package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Looks up every name of a file, and makes the document of it. */
final class DocumentResolver {
    private final SourceText source;
    private final Map<String, IdlDocument> includes;
    private final IdlBudget budget;
    private final Map<String, TypeSchema> types = new LinkedHashMap<>();
    private final Map<String, EnumSchema> enums = new LinkedHashMap<>();
    private final Map<String, StructSchema> structs = new LinkedHashMap<>();
    private final Map<String, IdlTypedef> typedefs = new LinkedHashMap<>();
    private final Map<String, IdlConstant> constants = new LinkedHashMap<>();
    private final Map<String, IdlService> services = new LinkedHashMap<>();

    DocumentResolver(SourceText source, Map<String, IdlDocument> includes, IdlBudget budget) {
        this.source = source;
        this.includes = includes;
        this.budget = budget;
    }

    /**
     * @throws IdlException if a name means nothing, or not what its place needs
     */
    IdlDocument document(Syntax syntax) {
        Declarations declarations = Declarations.of(source, syntax);
        FileScope scope = new FileScope(source, declarations, new Included(includes), budget);
        TypeResolver typeOf = new TypeResolver(scope);
        ValueResolver valueOf = new ValueResolver(scope, typeOf);
        FieldResolver fieldOf = new FieldResolver(typeOf, valueOf);
        ServiceResolver serviceOf = new ServiceResolver(scope, fieldOf);
        types(declarations, typeOf);
        fieldTypes(declarations, typeOf, fieldOf);
        declarations.constants().forEach((n, c) -> constants.put(n, valueOf.constant(c)));
        fields(declarations, typeOf, fieldOf);
        services(declarations, serviceOf);
        typeOf.structs().values().forEach(StructFields::made);
        return made(syntax);
    }

    private void types(Declarations declarations, TypeResolver typeOf) {
        declarations
                .types()
                .forEach(
                        (name, definition) -> {
                            TypeSchema type = typeOf.find(name);
                            if (type != null) {
                                type(definition, type);
                            }
                        });
    }

    private void type(Syntax.Definition definition, TypeSchema type) {
        String name = definition.name().name();
        types.put(name, type);
        if (definition instanceof Syntax.Typedef) {
            typedefs.put(name, new IdlTypedef(name, type, definition.notes()));
        } else if (type.struct() != null) {
            structs.put(name, type.struct());
        } else {
            enums.put(name, Objects.requireNonNull(type.enumeration()));
        }
    }

    /** Before any value is made, which may be of any struct. */
    private void fieldTypes(
            Declarations declarations, TypeResolver typeOf, FieldResolver fieldOf) {
        structs.forEach(
                (name, struct) ->
                        fieldsOf(struct, typeOf).types(fieldOf.types(syntax(declarations, name))));
    }

    private void fields(Declarations declarations, TypeResolver typeOf, FieldResolver fieldOf) {
        structs.forEach(
                (name, struct) -> {
                    StructFields fields = fieldsOf(struct, typeOf);
                    fields.fields(fieldOf.fields(syntax(declarations, name), fields.types()));
                });
    }

    private static StructFields fieldsOf(StructSchema struct, TypeResolver typeOf) {
        return Objects.requireNonNull(typeOf.structs().get(struct));
    }

    private static Syntax.Struct syntax(Declarations declarations, String name) {
        return (Syntax.Struct) Objects.requireNonNull(declarations.types().get(name));
    }

    private void services(Declarations declarations, ServiceResolver serviceOf) {
        for (Syntax.Definition definition : declarations.types().values()) {
            if (definition instanceof Syntax.Service service) {
                services.put(service.name().name(), serviceOf.service(service));
            }
        }
    }

    private IdlDocument made(Syntax syntax) {
        return new IdlDocument(
                source.name(),
                syntax,
                includes,
                new IdlDocument.Definitions(
                        IdlDocument.inOrder(types),
                        IdlDocument.inOrder(enums),
                        IdlDocument.inOrder(structs),
                        IdlDocument.inOrder(typedefs),
                        IdlDocument.inOrder(constants),
                        IdlDocument.inOrder(services)));
    }
}
