package io.harrier.rpc.codegen.serializer;

import java.util.List;
import java.util.Locale;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** How a class in the same package gets at the fields of a class. */
final class Members {
    private final Types types;
    private final Access access;
    private final TypeElement type;

    Members(Types types, Access access, TypeElement type) {
        this.types = types;
        this.access = access;
        this.type = type;
    }

    /** What follows an object to read a field of it: {@code .name}, {@code .getName()}. */
    String getter(VariableElement field, TypeMirror fieldType) throws Refusal {
        String name = field.getSimpleName().toString();
        if (access.isVisible(field)) {
            return '.' + name;
        }
        boolean isBoolean = fieldType.getKind() == TypeKind.BOOLEAN;
        for (String method :
                List.of("get" + upper(name), (isBoolean ? "is" : "get") + upper(name), name)) {
            if (hasMethod(method, List.of(), fieldType)) {
                return '.' + method + "()";
            }
        }
        throw unreachable(field, "get" + upper(name) + "() or " + name + "()");
    }

    /** What follows an object to set a field of it: {@code .name = %s}, {@code .setName(%s)}. */
    String setter(VariableElement field, TypeMirror fieldType) throws Refusal {
        String name = field.getSimpleName().toString();
        if (access.isVisible(field)) {
            return '.' + name + " = %s";
        }
        if (hasMethod("set" + upper(name), List.of(fieldType), null)) {
            return ".set" + upper(name) + "(%s)";
        }
        throw unreachable(field, "set" + upper(name) + "(...)");
    }

    /** The constructor with exactly these parameters, of whatever visibility. */
    @Nullable ExecutableElement constructor(List<? extends TypeMirror> parameters) {
        if (type.getNestingKind() != NestingKind.TOP_LEVEL
                && !type.getModifiers().contains(Modifier.STATIC)) {
            return null; // an inner class, which takes the object around it
        }
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(each -> takes(each.getParameters(), parameters))
                .findFirst()
                .orElse(null);
    }

    void requireVisible(ExecutableElement constructor) throws Refusal {
        if (!access.isVisible(constructor)) {
            throw Refusal.note(
                    constructor,
                    access.binaryName(type)
                            + ": its constructor is private (expected: one that generated code in"
                            + " the same package may call)",
                    "Remove the private, and the type gets a generated serializer.");
        }
    }

    private boolean takes(
            List<? extends VariableElement> declared, List<? extends TypeMirror> parameters) {
        boolean isSame = declared.size() == parameters.size();
        for (int i = 0; isSame && i < declared.size(); i++) {
            isSame =
                    types.isSameType(
                            types.erasure(declared.get(i).asType()),
                            types.erasure(parameters.get(i)));
        }
        return isSame;
    }

    /**
     * @param returned null if that does not matter
     */
    private boolean hasMethod(
            String name, List<TypeMirror> parameters, @Nullable TypeMirror returned) {
        for (TypeElement at = type;
                at != null;
                at = (TypeElement) types.asElement(at.getSuperclass())) {
            for (ExecutableElement method : ElementFilter.methodsIn(at.getEnclosedElements())) {
                if (method.getSimpleName().contentEquals(name)
                        && isCallable(method)
                        && isSame(method, parameters, returned)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isCallable(ExecutableElement method) {
        return access.isVisible(method)
                && !method.getModifiers().contains(Modifier.STATIC)
                && method.getThrownTypes().isEmpty();
    }

    private boolean isSame(
            ExecutableElement method, List<TypeMirror> parameters, @Nullable TypeMirror returned) {
        ExecutableType signature =
                (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
        boolean isSame = signature.getParameterTypes().size() == parameters.size();
        for (int i = 0; isSame && i < parameters.size(); i++) {
            isSame = types.isSameType(signature.getParameterTypes().get(i), parameters.get(i));
        }
        return isSame
                && (returned == null || types.isSameType(signature.getReturnType(), returned));
    }

    private Refusal unreachable(VariableElement field, String method) {
        return Refusal.note(
                field,
                access.place(field)
                        + " cannot be reached (expected: a field that generated code in the"
                        + " package of the type may use, or "
                        + method
                        + ')',
                "Add the method or remove the private, and the type gets a generated serializer.");
    }

    private static String upper(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
