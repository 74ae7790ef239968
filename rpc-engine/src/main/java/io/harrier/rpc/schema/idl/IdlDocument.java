package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one file of IDL defines, and the files it includes. Immutable. Its maps are in the order of
 * the file; what included files define is in their own documents.
 */
public final class IdlDocument {
    private final String name;
    private final Notes notes;
    private final Map<String, Syntax.Namespace> namespaces;
    private final List<String> cppIncludes;
    private final Map<String, IdlDocument> includes;
    private final Definitions definitions;

    /** What a file defines, by name. */
    record Definitions(
            Map<String, TypeSchema> types,
            Map<String, EnumSchema> enums,
            Map<String, StructSchema> structs,
            Map<String, IdlTypedef> typedefs,
            Map<String, IdlConstant> constants,
            Map<String, IdlService> services) {}

    IdlDocument(
            String name,
            Syntax syntax,
            Map<String, IdlDocument> includes,
            Definitions definitions) {
        this.name = name;
        this.notes = syntax.notes();
        this.namespaces = inOrder(syntax.namespaces());
        this.cppIncludes = syntax.cppIncludes().stream().map(Syntax.Text::text).toList();
        this.includes = inOrder(includes);
        this.definitions = definitions;
    }

    static <V> Map<String, V> inOrder(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The path of the file, or the name of the text. */
    public String name() {
        return name;
    }

    /** What stands at its very top, if a header follows. */
    public Notes notes() {
        return notes;
    }

    /** The languages for which a namespace is stated; {@code *} is all the others. */
    public List<String> namespaceLanguages() {
        return List.copyOf(namespaces.keySet());
    }

    /** The namespace for a language, or else for all; null if there is none. */
    public @Nullable String namespace(String language) {
        Syntax.Namespace own = namespaces.getOrDefault(language, namespaces.get("*"));
        return own == null ? null : own.name();
    }

    /** What is said of the namespace that stands for just this language. */
    public Notes namespaceNotes(String language) {
        Syntax.Namespace own = namespaces.get(language);
        return own == null ? Notes.NONE : own.notes();
    }

    /** By what stands in the include line. */
    public Map<String, IdlDocument> includes() {
        return includes;
    }

    public List<String> cppIncludes() {
        return cppIncludes;
    }

    public Map<String, EnumSchema> enums() {
        return definitions.enums;
    }

    /** Structs, unions and exceptions. */
    public Map<String, StructSchema> structs() {
        return definitions.structs;
    }

    public Map<String, IdlTypedef> typedefs() {
        return definitions.typedefs;
    }

    public Map<String, IdlConstant> constants() {
        return definitions.constants;
    }

    public Map<String, IdlService> services() {
        return definitions.services;
    }

    /** The service of this name; null if there is none. */
    public @Nullable ServiceSchema service(String serviceName) {
        IdlService service = definitions.services.get(serviceName);
        return service == null ? null : service.schema();
    }

    /** The enum, struct, union, exception or typedef of this name; null if there is none. */
    public @Nullable TypeSchema type(String typeName) {
        return definitions.types.get(typeName);
    }

    @Override
    public String toString() {
        return name;
    }
}
