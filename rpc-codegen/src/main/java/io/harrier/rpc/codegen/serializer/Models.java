package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.serializer.Refusal.Weight;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The models of the types that one round of the compiler looks at, each read once. */
final class Models {
    private final Elements elements;
    private final Types types;
    private final Set<Element> roots;
    private final Map<TypeElement, StructModel> read = new HashMap<>();
    private final Map<TypeElement, Refusal> refused = new HashMap<>();

    Models(ProcessingEnvironment environment, RoundEnvironment round) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
        roots = new HashSet<>(round.getRootElements());
    }

    /**
     * The model of a type whose parts, and the parts of those, have serializers or get them.
     *
     * @throws Refusal if it cannot have one
     */
    StructModel complete(TypeElement type) throws Refusal {
        StructModel model = model(type);
        Set<TypeElement> seen = new HashSet<>(Set.of(type));
        Deque<TypeElement> open = new ArrayDeque<>(model.parts());
        while (!open.isEmpty()) {
            TypeElement part = open.remove();
            if (seen.add(part)) {
                open.addAll(part(type, part).parts());
            }
        }
        return model;
    }

    private StructModel part(TypeElement type, TypeElement part) throws Refusal {
        if (!Annotations.isSerializable(part)) {
            throw Refusal.note(
                    type,
                    part.getQualifiedName() + " in it has no @Serializable",
                    "Put @Serializable on it, and both get a generated serializer.");
        }
        if (!isWritten(part)) {
            throw Refusal.note(
                    type,
                    part.getQualifiedName() + " in it was built without this processor",
                    "Build it with the processor, and this type gets a generated serializer, too.");
        }
        try {
            return model(part);
        } catch (Refusal refusal) {
            throw refusal.weight() == Weight.LATER
                    ? refusal
                    : Refusal.note(type, refusal.getMessage(), refusal.advice());
        }
    }

    /** Whether the type's serializer is there, or is made from the sources that are compiled. */
    private boolean isWritten(TypeElement type) {
        Element top = type;
        while (top.getEnclosingElement() instanceof TypeElement outer) {
            top = outer;
        }
        return roots.contains(top)
                || elements.getTypeElement(new Access(elements, type).serializerName(type)) != null;
    }

    private StructModel model(TypeElement type) throws Refusal {
        Refusal known = refused.get(type);
        if (known != null) {
            throw known;
        }
        StructModel model = read.get(type);
        return model == null ? read(type) : model;
    }

    private StructModel read(TypeElement type) throws Refusal {
        try {
            StructModel model =
                    TypeReader.isUnion(type)
                            ? new UnionReader(elements, types, type).read()
                            : new StructReader(elements, types, type).read();
            read.put(type, model);
            return model;
        } catch (Refusal refusal) {
            refused.put(type, refusal);
            throw refusal;
        }
    }
}
