package io.harrier.rpc.codegen.service;

import io.harrier.rpc.codegen.JavaText;
import io.harrier.rpc.codegen.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** A service interface, as its generated class sees it. */
final class ServiceModel {
    /** Behind the name of the interface. As the engine looks for it. */
    private static final String SUFFIX = "$$GeneratedService";

    private static final String CALLBACK = "org.apache.thrift.async.AsyncMethodCallback";
    private static final Set<String> OF_OBJECT =
            Set.of("toString()", "hashCode()", "equals(java.lang.Object)");

    private final Elements elements;
    private final Types types;
    private final TypeElement type;
    private final Visibility visibility;
    private final List<Method> methods = new ArrayList<>();

    /** All types that its class would name. */
    private final List<TypeMirror> used = new ArrayList<>();

    /** Names and parameters of the methods, erased as the interface sees them. */
    private final List<String> seenAs = new ArrayList<>();

    /**
     * @param parameters as the interface sees them
     * @param erased as the method was declared
     */
    record Method(
            String name,
            List<String> parameters,
            List<String> erased,
            String returned,
            String erasedReturn) {
        boolean isVoid() {
            return returned.equals("void");
        }

        String signature() {
            return name + '(' + String.join(",", erased) + ')';
        }
    }

    ServiceModel(ProcessingEnvironment environment, TypeElement type) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
        this.type = type;
        visibility = new Visibility(elements, type);
        for (ExecutableElement each : abstractMethods()) {
            ExecutableType seen =
                    (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), each);
            methods.add(
                    new Method(
                            each.getSimpleName().toString(),
                            seen.getParameterTypes().stream().map(JavaText::of).toList(),
                            each.getParameters().stream()
                                    .map(p -> JavaText.of(types.erasure(p.asType())))
                                    .toList(),
                            JavaText.of(seen.getReturnType()),
                            JavaText.of(types.erasure(each.getReturnType()))));
            used.addAll(seen.getParameterTypes());
            used.add(seen.getReturnType());
            each.getParameters().forEach(p -> used.add(types.erasure(p.asType())));
            used.add(types.erasure(each.getReturnType()));
            seenAs.add(
                    each.getSimpleName()
                            + seen.getParameterTypes().stream()
                                    .map(p -> JavaText.of(types.erasure(p)))
                                    .toList()
                                    .toString());
        }
    }

    List<Method> methods() {
        return methods;
    }

    String packageName() {
        return visibility.home().getQualifiedName().toString();
    }

    String generatedName() {
        return elements.getBinaryName(type) + SUFFIX;
    }

    String javaName() {
        return type.getQualifiedName().toString();
    }

    /** Where the module that is compiled can name it. */
    boolean hasGenerated(ModuleElement compiled) {
        String name = "javax.annotation.processing.Generated";
        return elements.getTypeElement(compiled, name) != null;
    }

    /** Whether everybody may name it. */
    boolean isPublic() {
        return Visibility.isPublic(type);
    }

    /** The type of a source file in which an element stands. */
    static Element outermost(Element element) {
        Element top = element;
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            top = at instanceof TypeElement ? at : top;
        }
        return top;
    }

    /** Whether it has types that are not there, or not yet. */
    boolean isIncomplete() {
        return isError(type.asType())
                || abstractMethods().stream()
                        .anyMatch(
                                each ->
                                        isError(each.getReturnType())
                                                || each.getParameters().stream()
                                                        .anyMatch(p -> isError(p.asType()))
                                                || each.getThrownTypes().stream()
                                                        .anyMatch(ServiceModel::isError));
    }

    static boolean isError(TypeMirror used) {
        return used.getKind() == TypeKind.ERROR
                || used instanceof ArrayType array && isError(array.getComponentType())
                || used instanceof DeclaredType declared
                        && (declared.getTypeArguments().stream().anyMatch(ServiceModel::isError)
                                || isIncomplete((TypeElement) declared.asElement()));
    }

    /** Whether it extends what is not there. */
    private static boolean isIncomplete(TypeElement element) {
        return element.getInterfaces().stream().anyMatch(each -> each.getKind() == TypeKind.ERROR);
    }

    /** Why no class can be written for it; null if one can. */
    @Nullable String problem() {
        if (packageName().isEmpty()) {
            return "it has no package (expected: one)";
        }
        if (type.getModifiers().contains(Modifier.SEALED)) {
            return "it is sealed (expected: an interface that a stub may implement)";
        }
        if (!type.getTypeParameters().isEmpty()) {
            return "it has type parameters (expected: none)";
        }
        Set<String> signatures = new HashSet<>();
        if (new HashSet<>(seenAs).size() < seenAs.size()) {
            return "two of its methods have one signature (expected: one each)";
        }
        for (Method each : methods) {
            if (!SourceVersion.isName(each.name())) {
                return "its method " + each.name() + " has no name of Java's";
            }
            if (!signatures.add(each.signature())) {
                return "it inherits " + each.signature() + " twice (expected: once)";
            }
            if (OF_OBJECT.contains(each.signature()) || each.erased().contains(CALLBACK)) {
                return "its method "
                        + each.signature()
                        + " is no call of a stub's (expected: neither a method of Object nor a"
                        + " callback)";
            }
        }
        return methods.isEmpty() ? "it has no methods" : invisible();
    }

    private @Nullable String invisible() {
        String hidden = hidden(type.asType());
        for (ExecutableElement each : abstractMethods()) {
            if (!each.getTypeParameters().isEmpty()) {
                return each + " has type parameters (expected: none)";
            }
        }
        for (TypeMirror each : used) {
            hidden = hidden == null ? hidden(each) : hidden;
        }
        return hidden;
    }

    /** Why the generated class, of the same package, may not name a type; null if it may. */
    private @Nullable String hidden(TypeMirror used) {
        if (used instanceof ArrayType array) {
            return hidden(array.getComponentType());
        }
        if (used instanceof WildcardType wildcard) {
            TypeMirror upper = wildcard.getExtendsBound();
            TypeMirror bound = upper == null ? wildcard.getSuperBound() : upper;
            return bound == null ? null : hidden(bound);
        }
        if (!(used instanceof DeclaredType declared)) {
            return null;
        }
        if (declared.getEnclosingType() instanceof DeclaredType outer
                && !outer.getTypeArguments().isEmpty()) {
            return used + " is an inner class of a generic one (expected: a static one)";
        }
        for (Element at = declared.asElement();
                at instanceof TypeElement;
                at = at.getEnclosingElement()) {
            if (!visibility.isVisible(at)) {
                return at + " cannot be named in its package (expected: not private)";
            }
        }
        return declared.getTypeArguments().stream()
                .map(this::hidden)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The inherited ones included; nothing of a type that is no interface. */
    private List<ExecutableElement> abstractMethods() {
        return type.getKind() != ElementKind.INTERFACE
                ? List.of()
                : ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                        .filter(each -> each.getModifiers().contains(Modifier.ABSTRACT))
                        .toList();
    }
}
