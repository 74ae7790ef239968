package io.harrier.rpc.codegen.serializer;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The engine's annotations, read by their names: the engine itself is not on the processor's path.
 */
final class Annotations {
    static final String SERIALIZABLE = "io.harrier.rpc.annotation.Serializable";
    private static final String FIELD = "io.harrier.rpc.annotation.RpcField";
    private static final String VALUE = "io.harrier.rpc.annotation.RpcValue";

    private Annotations() {}

    static boolean isSerializable(Element type) {
        return find(type, SERIALIZABLE) != null;
    }

    /** The number that an element is given; null if none is. */
    static @Nullable Integer number(Element element) {
        return (Integer) value(element, "value");
    }

    /** The name in schemas and paths. */
    static String name(Element element, String javaName) {
        Object told = value(element, "name");
        return told == null || told.equals("") ? javaName : (String) told;
    }

    /** Whether a component stands for its record. */
    static boolean isBare(RecordComponentElement component) {
        return find(component, VALUE) != null;
    }

    private static @Nullable Object value(Element element, String name) {
        AnnotationMirror found = find(element, FIELD);
        return found == null
                ? null
                : found.getElementValues().entrySet().stream()
                        .filter(each -> each.getKey().getSimpleName().contentEquals(name))
                        .map(each -> each.getValue().getValue())
                        .findFirst()
                        .orElse(null);
    }

    static @Nullable AnnotationMirror find(Element element, String name) {
        return element.getAnnotationMirrors().stream()
                .filter(
                        each ->
                                ((TypeElement) each.getAnnotationType().asElement())
                                        .getQualifiedName()
                                        .contentEquals(name))
                .findFirst()
                .orElse(null);
    }

    /** How many of these have a number. */
    static long numbered(List<? extends Element> elements) {
        return elements.stream().filter(each -> number(each) != null).count();
    }
}
