package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.idl.IdlDocument;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The classes that the types, services and constants of an IDL and of all it includes become. */
final class TypeNames {
    private final @Nullable String otherPackage;
    private final Map<Object, ClassName> names = new IdentityHashMap<>();
    private final Map<ClassName, IdlDocument> owners = new HashMap<>();

    /**
     * @param otherPackage of the files that state none; null if each has to
     * @throws SchemaException if a file has no package, or two files define the same class
     */
    TypeNames(Iterable<IdlDocument> documents, @Nullable String otherPackage) {
        this.otherPackage = otherPackage;
        documents.forEach(this::add);
    }

    ClassName of(StructSchema struct) {
        return Objects.requireNonNull(names.get(struct));
    }

    ClassName of(EnumSchema type) {
        return Objects.requireNonNull(names.get(type));
    }

    ClassName of(ServiceSchema service) {
        return Objects.requireNonNull(names.get(service));
    }

    ClassName constants(IdlDocument document) {
        return Objects.requireNonNull(names.get(document));
    }

    /** The simple names of all classes of a package. */
    Set<String> inPackage(String packageName) {
        return owners.keySet().stream()
                .filter(name -> name.packageName().equals(packageName))
                .map(ClassName::simpleName)
                .collect(Collectors.toSet());
    }

    private void add(IdlDocument document) {
        if (isEmpty(document)) {
            return;
        }
        String packageName = packageOf(document);
        JavaNames types = JavaNames.ofTypes();
        JavaNames others = JavaNames.free();
        document.enums().forEach((n, type) -> add(type, types.give(n), packageName, document));
        document.structs().forEach((n, type) -> add(type, types.give(n), packageName, document));
        document.services()
                .forEach((n, s) -> add(s.schema(), others.give(n), packageName, document));
        if (!document.constants().isEmpty()) {
            String name = JavaNames.typeCase(fileName(document)) + "Constants";
            add(document, name, packageName, document);
        }
    }

    private void add(Object thing, String wish, String packageName, IdlDocument document) {
        ClassName name = new ClassName(packageName, wish);
        while (owners.get(name) == document) {
            name = new ClassName(packageName, name.simpleName() + '_');
        }
        IdlDocument other = owners.put(name, document);
        if (other != null) {
            throw new SchemaException(
                    other.name()
                            + " and "
                            + document.name()
                            + " both make a class "
                            + name
                            + " (expected: one of them)",
                    "Give one of the files another namespace java.");
        }
        names.put(thing, name);
    }

    private static boolean isEmpty(IdlDocument document) {
        return document.enums().isEmpty()
                && document.structs().isEmpty()
                && document.services().isEmpty()
                && document.constants().isEmpty();
    }

    private String packageOf(IdlDocument document) {
        String stated = document.namespace("java");
        String name = stated == null ? otherPackage : stated;
        if (name == null) {
            throw new SchemaException(
                    document.name() + " has no namespace (expected: namespace java, or *)",
                    "Write one into the file, or set javaPackage where the generator is"
                            + " configured.");
        }
        return JavaNames.packageName(name);
    }

    /** Without folders and extension. */
    static String fileName(IdlDocument document) {
        String name = document.name().substring(document.name().lastIndexOf('/') + 1);
        name = name.substring(name.lastIndexOf('\\') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
