package io.harrier.rpc.codegen.generate;

import java.util.stream.Collectors;

/** Texts as literals of Java. */
final class JavaLiterals {
    private JavaLiterals() {}

    static String text(String text) {
        return text.chars().mapToObj(c -> of((char) c)).collect(Collectors.joining("", "\"", "\""));
    }

    private static String of(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> isVisible(c) ? String.valueOf(c) : invisible(c);
        };
    }

    /** Pairs of surrogates stay too: a char outside the basic plane is two of them. */
    private static boolean isVisible(char c) {
        return c >= ' ' && c < 0x7f || c > 0xa0 && Character.getType(c) != Character.FORMAT;
    }

    private static String invisible(char c) {
        return c < 0x80 ? String.format("\\%03o", (int) c) : String.format("\\u%04x", (int) c);
    }
}
