package io.harrier.rpc.codegen.generate;

import java.util.Set;

/** What the source of one class needs to name others. */
record JavaScope(TypeNames names, Imports imports, JavaTypes types, JavaValues values) {
    /**
     * @param nested names of classes inside the one of the file
     */
    static JavaScope of(ClassName type, TypeNames names, Set<String> nested) {
        Imports imports =
                new Imports(type.packageName(), names.inPackage(type.packageName()), nested);
        return new JavaScope(
                names, imports, new JavaTypes(names, imports), new JavaValues(names, imports));
    }

    String name(Class<?> type) {
        return imports.name(type);
    }
}
