package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.JavaText;
import io.harrier.rpc.codegen.serializer.WireType.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Tells what the types in one struct are on the wire.
 *
 * <p>It collects the structs that it meets; whether those have serializers is asked later.
 */
final class TypeReader {
    private static final String OPTIONAL = "java.util.Optional";

    private final Access access;
    private final Set<TypeElement> parts = new LinkedHashSet<>();

    TypeReader(Access access) {
        this.access = access;
    }

    List<TypeElement> parts() {
        return List.copyOf(parts);
    }

    static boolean isOptional(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 1
                && element(declared).getQualifiedName().contentEquals(OPTIONAL);
    }

    /**
     * @param place of the type, for the message of a failure
     * @param path of the same
     */
    WireType read(TypeMirror type, Element place, String path) throws Refusal {
        Scalar scalar = Scalars.find(JavaText.of(type));
        if (scalar != null) {
            return scalar;
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null
                    ? refuse("java.lang.Object", place, path)
                    : read(wildcard.getExtendsBound(), place, path);
        }
        if (type instanceof TypeVariable) {
            return new WireType.Parameter(JavaText.of(type));
        }
        if (type.getKind() == TypeKind.ERROR) {
            throw new Refusal(
                    Refusal.Weight.LATER, place, path + ": there is no " + type, "Declare it.");
        }
        return type instanceof DeclaredType declared
                ? declared(declared, place, path)
                : refuse(JavaText.of(type), place, path);
    }

    private WireType declared(DeclaredType type, Element place, String path) throws Refusal {
        TypeElement element = element(type);
        String name = element.getQualifiedName().toString();
        return switch (name) {
            case "java.util.List", "java.util.Collection", "java.util.Set" ->
                    new WireType.Elements(
                            name, name.endsWith("Set"), argument(type, 0, place, path));
            case "java.util.Map" ->
                    new WireType.Entries(
                            argument(type, 0, place, path), argument(type, 1, place, path));
            default ->
                    element.getKind() == ElementKind.ENUM
                            ? enumeration(element, place, path)
                            : struct(type, place, path);
        };
    }

    private WireType argument(DeclaredType type, int index, Element place, String path)
            throws Refusal {
        if (type.getTypeArguments().size() <= index) {
            throw Refusal.error(
                    place,
                    path
                            + " is a raw "
                            + type.asElement().getSimpleName()
                            + " (expected: its types)",
                    "Say what it holds, as in List<String>.");
        }
        return read(type.getTypeArguments().get(index), place, path + "[]");
    }

    private WireType struct(DeclaredType type, Element place, String path) throws Refusal {
        TypeElement element = element(type);
        requireStruct(element, place, path);
        access.requireVisible(element, place, path);
        if (!element.getTypeParameters().isEmpty() && type.getTypeArguments().isEmpty()) {
            refuse("java.lang.Object", place, path);
        }
        List<WireType> arguments = new ArrayList<>();
        for (TypeMirror argument : type.getTypeArguments()) {
            if (isOptional(argument)) {
                throw Refusal.note(
                        place,
                        path + ": " + JavaText.of(type) + " has an Optional as its argument",
                        "Use the Optional in the fields of a type of its own.");
            }
            arguments.add(read(argument, place, path));
        }
        parts.add(element);
        return new WireType.Struct(
                element.getQualifiedName().toString(),
                access.serializerName(element),
                List.copyOf(arguments));
    }

    static void requireStruct(TypeElement type, Element place, String path) throws Refusal {
        boolean isUnion = isUnion(type);
        if (isForeign(type)
                || (type.getKind().isInterface() && !isUnion)
                || (type.getModifiers().contains(Modifier.ABSTRACT) && !isUnion)) {
            refuse(type.getQualifiedName().toString(), place, path);
        }
    }

    static boolean isUnion(TypeElement type) {
        return type.getKind() == ElementKind.INTERFACE
                && type.getModifiers().contains(Modifier.SEALED);
    }

    static boolean isForeign(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return name.startsWith("java.") || name.startsWith("javax.");
    }

    private static WireType refuse(String type, Element place, String path) throws Refusal {
        throw Refusal.error(
                place,
                path
                        + ": "
                        + type
                        + " is no type of the wire (expected: a primitive or its box, String,"
                        + " byte[], ByteBuffer, ByteBuf, UUID, an enum, List, Set, Map, a"
                        + " record, a class with @RpcField; Optional around one of them)",
                "Use one of these, or carry what is in it in a record of your own.");
    }

    private WireType enumeration(TypeElement type, Element place, String path) throws Refusal {
        access.requireVisible(type, place, path);
        List<Element> constants = new ArrayList<>();
        type.getEnclosedElements().stream()
                .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT)
                .forEach(constants::add);
        long numbered = Annotations.numbered(constants);
        if (numbered != 0 && numbered != constants.size()) {
            throw Refusal.error(
                    place,
                    path
                            + ": "
                            + access.binaryName(type)
                            + ": "
                            + numbered
                            + " of "
                            + constants.size()
                            + " constants have a number (expected: all, or none)",
                    "Put @RpcField(n) on every constant of the enum.");
        }
        List<WireType.Enumeration.Constant> known = new ArrayList<>();
        for (Element constant : constants) {
            Integer told = Annotations.number(constant);
            known.add(
                    new WireType.Enumeration.Constant(
                            constant.getSimpleName().toString(),
                            told == null ? known.size() : told));
        }
        requireDistinct(type, known, place, path);
        return new WireType.Enumeration(type.getQualifiedName().toString(), known);
    }

    private void requireDistinct(
            TypeElement type,
            List<WireType.Enumeration.Constant> constants,
            Element place,
            String path)
            throws Refusal {
        Set<Integer> numbers = new HashSet<>();
        constants.forEach(constant -> numbers.add(constant.number()));
        if (numbers.size() != constants.size()) {
            throw Refusal.error(
                    place,
                    path
                            + ": "
                            + access.binaryName(type)
                            + ": constants "
                            + constants.stream()
                                    .map(each -> each.name() + '=' + each.number())
                                    .collect(Collectors.joining(", ", "{", "}"))
                            + " (expected: a number of its own for each)",
                    "Change the @RpcField of one of them.");
        }
    }

    private static TypeElement element(DeclaredType type) {
        return (TypeElement) type.asElement();
    }
}
