package io.harrier.rpc.codegen.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * An element with one of the annotations that make an interface a service that is called or
 * answered. They are read by their names: neither the engine nor Spring is on the processor's path.
 */
record Use(Element element, AnnotationMirror annotation) {
    static final Set<String> ANNOTATIONS =
            Set.of(
                    "io.harrier.rpc.annotation.RpcService",
                    "io.harrier.rpc.annotation.RpcClient",
                    "io.harrier.rpc.spring.boot.autoconfigure.ImportRpcClients");

    /** Whose interfaces a handler may implement without serving them. As in the engine. */
    static final List<String> NOT_SERVICES =
            List.of("java.", "javax.", "jakarta.", "kotlin.", "org.springframework.", "reactor.");

    /** What may stand around a client where it is injected. */
    private static final Set<String> AROUND =
            Set.of(
                    "java.util.Optional",
                    "org.springframework.beans.factory.ObjectFactory",
                    "org.springframework.beans.factory.ObjectProvider");

    static List<Use> of(Element element) {
        List<Use> uses = new ArrayList<>();
        for (AnnotationMirror each : element.getAnnotationMirrors()) {
            if (ANNOTATIONS.contains(each.getAnnotationType().toString())) {
                uses.add(new Use(element, each));
            }
        }
        return uses;
    }

    /** The interfaces that are named, or else those of the element's type. */
    Set<TypeElement> interfaces() {
        Set<TypeElement> found = new LinkedHashSet<>();
        named().forEach(type -> add(type, found));
        if (found.isEmpty() && !annotation.getAnnotationType().toString().endsWith("Clients")) {
            add(type(), found);
        }
        return found;
    }

    /** Whether one of the types is not there, or not yet. */
    boolean isIncomplete() {
        boolean isClass = element instanceof TypeElement;
        boolean isUnknown =
                annotation.getElementValues().entrySet().stream()
                        .filter(each -> isTypes(each.getKey()))
                        .flatMap(each -> values(each.getValue()))
                        .anyMatch(each -> !(each instanceof TypeMirror));
        if (isUnknown) {
            return true;
        }
        return isClass
                ? ((TypeElement) element).getInterfaces().stream().anyMatch(ServiceModel::isError)
                : ServiceModel.isError(type());
    }

    private TypeMirror type() {
        TypeMirror told =
                element instanceof ExecutableElement method
                        ? method.getReturnType()
                        : element.asType();
        return told instanceof DeclaredType declared
                        && AROUND.contains(
                                ((TypeElement) declared.asElement()).getQualifiedName().toString())
                        && !declared.getTypeArguments().isEmpty()
                ? declared.getTypeArguments().get(0)
                : told;
    }

    /** What {@code interfaceType} or {@code types} says. */
    private Stream<TypeMirror> named() {
        return annotation.getElementValues().entrySet().stream()
                .filter(each -> isTypes(each.getKey()))
                .flatMap(each -> values(each.getValue()))
                .filter(TypeMirror.class::isInstance)
                .map(TypeMirror.class::cast)
                .filter(type -> type.getKind() == TypeKind.DECLARED);
    }

    private static boolean isTypes(ExecutableElement attribute) {
        return attribute.getSimpleName().contentEquals("interfaceType")
                || attribute.getSimpleName().contentEquals("types");
    }

    /** Of a class that is not there, yet or ever, the compiler gives a text. */
    private static Stream<Object> values(AnnotationValue value) {
        return value.getValue() instanceof List<?> list
                ? list.stream().map(each -> ((AnnotationValue) each).getValue())
                : Stream.of(value.getValue());
    }

    /** An interface, or those of a class. */
    private static void add(TypeMirror type, Set<TypeElement> found) {
        if (!(type instanceof DeclaredType declared)) {
            return;
        }
        TypeElement element = (TypeElement) declared.asElement();
        String name = element.getQualifiedName().toString();
        if (NOT_SERVICES.stream().anyMatch(name::startsWith)) {
            return;
        }
        if (element.getKind() == ElementKind.INTERFACE) {
            found.add(element);
        } else {
            element.getInterfaces().forEach(each -> add(each, found));
            add(element.getSuperclass(), found);
        }
    }
}
