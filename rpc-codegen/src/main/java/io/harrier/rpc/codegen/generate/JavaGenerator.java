package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.idl.IdlDocument;
import io.harrier.rpc.schema.idl.IdlService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes Java of an IDL and of all it includes: interfaces of services, records of structs, sealed
 * interfaces of unions, exceptions, enums, and a class of each file's constants. What it makes of
 * the same IDL is the same, byte for byte.
 */
public final class JavaGenerator {
    /** How each file begins. */
    static final String MARK = "// Generated from ";

    private final TypeNames names;
    private final List<JavaFile> files = new ArrayList<>();

    private JavaGenerator(TypeNames names) {
        this.names = names;
    }

    /**
     * @param otherPackage of the files that state no namespace java and none for all languages;
     *     null if each has to
     * @throws SchemaException if the IDL has no classes in Java
     */
    public static List<JavaFile> generate(IdlDocument document, @Nullable String otherPackage) {
        Set<IdlDocument> documents = new LinkedHashSet<>();
        collect(document, documents);
        JavaGenerator generator = new JavaGenerator(new TypeNames(documents, otherPackage));
        documents.forEach(generator::document);
        return generator.files;
    }

    /** Included ones come first. */
    private static void collect(IdlDocument document, Set<IdlDocument> documents) {
        if (!documents.contains(document)) {
            document.includes().values().forEach(included -> collect(included, documents));
            documents.add(document);
        }
    }

    private void document(IdlDocument document) {
        document.enums().values().forEach(type -> enumeration(document, type));
        document.structs().values().forEach(type -> struct(document, type));
        document.services().values().forEach(service -> service(document, service));
        if (!document.constants().isEmpty()) {
            ClassName name = names.constants(document);
            file(
                    document,
                    name,
                    Set.of(),
                    (s, out) -> ConstantsSource.write(document, name, s, out));
        }
    }

    private void enumeration(IdlDocument document, EnumSchema type) {
        ClassName name = names.of(type);
        file(document, name, Set.of(), (scope, out) -> EnumSource.write(type, name, scope, out));
    }

    /** A union without fields is a struct without them: there is nothing to choose. */
    private void struct(IdlDocument document, StructSchema type) {
        ClassName name = names.of(type);
        if (type.kind() == StructSchema.Kind.EXCEPTION) {
            file(document, name, Set.of(), (s, out) -> ExceptionSource.write(type, name, s, out));
        } else if (type.kind() == StructSchema.Kind.UNION && !type.fields().isEmpty()) {
            Set<String> nested = Set.copyOf(StructNames.of(type, name).values());
            file(document, name, nested, (s, out) -> UnionSource.write(type, name, s, out));
        } else {
            Set<String> nested =
                    type.fields().isEmpty() ? Set.of() : Set.of(StructNames.builder(name));
            file(document, name, nested, (s, out) -> RecordSource.write(type, name, s, out));
        }
    }

    private void service(IdlDocument document, IdlService service) {
        ClassName name = names.of(service.schema());
        IdlService parent = service.parent() == null ? null : find(document, service.parent());
        ClassName extended = parent == null ? null : names.of(parent.schema());
        file(
                document,
                name,
                Set.of(),
                (scope, out) -> ServiceSource.write(service, name, extended, scope, out));
    }

    /** The service of a name as it is written in a file. */
    private static @Nullable IdlService find(IdlDocument document, String name) {
        IdlService own = document.services().get(name);
        if (own != null) {
            return own;
        }
        for (Map.Entry<String, IdlDocument> included : document.includes().entrySet()) {
            String prefix = prefix(included.getKey());
            IdlService found =
                    name.startsWith(prefix)
                            ? included.getValue().services().get(name.substring(prefix.length()))
                            : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** {@code shared.} of {@code "a/shared.thrift"}. */
    private static String prefix(String include) {
        String file = include.substring(include.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return (dot < 0 ? file : file.substring(0, dot)) + '.';
    }

    private void file(
            IdlDocument document,
            ClassName name,
            Set<String> nested,
            BiConsumer<JavaScope, Lines> source) {
        JavaScope scope = JavaScope.of(name, names, nested);
        Lines out = new Lines();
        source.accept(scope, out);
        String head =
                MARK
                        + TypeNames.fileName(document)
                        + ".thrift by Harrier RPC: changes here are lost.\npackage "
                        + name.packageName()
                        + ";\n\n";
        files.add(new JavaFile(name.path(), head + scope.imports().text() + out));
    }
}
