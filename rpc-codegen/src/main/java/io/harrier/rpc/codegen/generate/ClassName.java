package io.harrier.rpc.codegen.generate;

/** The name of a class that is in no other class. */
record ClassName(String packageName, String simpleName) {
    static ClassName of(Class<?> type) {
        return new ClassName(type.getPackageName(), type.getSimpleName());
    }

    String path() {
        return packageName.replace('.', '/') + '/' + simpleName + ".java";
    }

    @Override
    public String toString() {
        return packageName + '.' + simpleName;
    }
}
