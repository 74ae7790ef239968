package io.harrier.rpc.codegen.generate;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How one file names classes: shortly, where the short name means this class and no other. */
final class Imports {
    /** What a file says without an import, which an import must not change. */
    private static final Set<String> OF_THE_LANGUAGE =
            Set.of(
                    "Boolean",
                    "Byte",
                    "Double",
                    "Exception",
                    "Integer",
                    "Long",
                    "Override",
                    "Short",
                    "String",
                    "SuppressWarnings");

    private final String packageName;
    private final Set<String> ofPackage;
    private final Set<String> nested;
    private final Map<String, ClassName> imported = new TreeMap<>();

    /**
     * @param ofPackage simple names of the classes of the file's package
     * @param nested names of classes inside the one of the file
     */
    Imports(String packageName, Set<String> ofPackage, Set<String> nested) {
        this.packageName = packageName;
        this.ofPackage = ofPackage;
        this.nested = nested;
    }

    String name(Class<?> type) {
        return name(ClassName.of(type));
    }

    String name(ClassName type) {
        return isShort(type) ? type.simpleName() : type.toString();
    }

    private boolean isShort(ClassName type) {
        String simple = type.simpleName();
        if (nested.contains(simple)) {
            return false;
        }
        if (type.packageName().equals(packageName)) {
            return true;
        }
        if (ofPackage.contains(simple)) {
            return false;
        }
        return type.packageName().equals("java.lang")
                || !OF_THE_LANGUAGE.contains(simple)
                        && imported.computeIfAbsent(simple, added -> type).equals(type);
    }

    /** The lines, with an empty one behind them. */
    String text() {
        return imported.isEmpty()
                ? ""
                : imported.values().stream()
                        .map(type -> "import " + type + ";\n")
                        .sorted()
                        .collect(Collectors.joining("", "", "\n"));
    }
}
