package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.Visibility;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** What a class in one package may name. */
final class Access {
    /** Behind the name of a type: its serializer. As the engine looks for it. */
    private static final String SUFFIX = "$$GeneratedSerializer";

    private final Elements elements;
    private final Visibility visibility;

    Access(Elements elements, TypeElement type) {
        this.elements = elements;
        visibility = new Visibility(elements, type);
    }

    String binaryName(TypeElement type) {
        return elements.getBinaryName(type).toString();
    }

    /** A field by its class and name, for messages. */
    String place(VariableElement field) {
        TypeElement owner = (TypeElement) Objects.requireNonNull(field.getEnclosingElement());
        return binaryName(owner) + '.' + field.getSimpleName();
    }

    String serializerName(TypeElement type) {
        return binaryName(type) + SUFFIX;
    }

    /** Whether an element, the types around it not counted, may be named. */
    boolean isVisible(Element element) {
        return visibility.isVisible(element);
    }

    /**
     * @throws Refusal if the type, or one around it, may not be named
     */
    void requireVisible(TypeElement type, Element place, String path) throws Refusal {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (!isVisible(at)) {
                throw Refusal.note(
                        place,
                        path
                                + ": "
                                + at
                                + " cannot be reached from package "
                                + visibility.home().getQualifiedName()
                                + " (expected: a type that is public, or neither private nor in"
                                + " another package)",
                        "Make it visible there.");
            }
        }
    }
}
