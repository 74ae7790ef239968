package io.harrier.rpc.codegen;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Types as source text, without the annotations that {@code TypeMirror.toString} brings along. */
public final class JavaText {
    private JavaText() {}

    public static String of(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            return ((TypeElement) declared.asElement()).getQualifiedName()
                    + arguments(declared.getTypeArguments().stream().map(JavaText::of).toList());
        }
        if (type instanceof ArrayType array) {
            return of(array.getComponentType()) + "[]";
        }
        if (type instanceof TypeVariable variable) {
            return variable.asElement().getSimpleName().toString();
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard(wildcard);
        }
        return type.getKind().toString().toLowerCase(java.util.Locale.ROOT);
    }

    public static String arguments(List<String> types) {
        return types.isEmpty() ? "" : '<' + String.join(", ", types) + '>';
    }

    /** {@code <T extends Comparable<T>>}; empty for a type without parameters. */
    public static String parameters(TypeElement type) {
        return arguments(type.getTypeParameters().stream().map(JavaText::parameter).toList());
    }

    private static String parameter(TypeParameterElement parameter) {
        return parameter.getSimpleName()
                + parameter.getBounds().stream()
                        .map(JavaText::of)
                        .filter(bound -> !bound.equals("java.lang.Object"))
                        .reduce((one, other) -> one + " & " + other)
                        .map(bounds -> " extends " + bounds)
                        .orElse("");
    }

    private static String wildcard(WildcardType wildcard) {
        TypeMirror upper = wildcard.getExtendsBound();
        TypeMirror lower = wildcard.getSuperBound();
        return upper != null
                ? "? extends " + of(upper)
                : lower != null ? "? super " + of(lower) : "?";
    }
}
