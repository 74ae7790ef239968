package io.harrier.rpc.codegen.serializer;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The engine's annotations, read by their names: the engine itself is not on the processor's path.
 */
final class Annotations {
    static final String SERIALIZABLE = "io.harrier.rpc.annotation.Serializable";
    private static final String FIELD = "io.harrier.rpc.annotation.RpcField";

    private Annotations() {}

    static boolean isSerializable(Element type) {
        return find(type, SERIALIZABLE) != null;
    }

    /** The number that an element is given; null if none is. */
    static @Nullable Integer number(Element element) {
        AnnotationMirror found = find(element, FIELD);
        return found == null
                ? null
                : (Integer) found.getElementValues().values().iterator().next().getValue();
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
