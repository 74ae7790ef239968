package io.harrier.rpc.codegen;

/** Turns names of an IDL into names of Java. */
final class JavaName {
    private JavaName() {}

    /** {@code get_user} becomes {@code getUser}. */
    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean up = false;
        for (char c : name.toCharArray()) {
            if (c != '_') {
                camel.append(up ? Character.toUpperCase(c) : c);
            }
            up = c == '_';
        }
        return camel.toString();
    }
}
