package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.JavaText;
import io.harrier.rpc.codegen.serializer.StructModel.Field;
import io.harrier.rpc.codegen.serializer.StructModel.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads the model of one record or class. */
final class StructReader {
    private static final String NO_ID =
            "Put @RpcField(n) on the field, with a number that no other field has; or make"
                    + " it transient, and it does not travel; or make the class a record,"
                    + " whose components are numbered by their order.";

    private final Types types;
    private final Access access;
    private final Members members;
    private final TypeReader reader;
    private final TypeElement type;
    private final DeclaredType self;
    private final String path;

    StructReader(Elements elements, Types types, TypeElement type) {
        this.types = types;
        this.type = type;
        access = new Access(elements, type);
        members = new Members(types, access, type);
        reader = new TypeReader(access);
        self = (DeclaredType) type.asType();
        path = type.getSimpleName().toString();
    }

    StructModel read() throws Refusal {
        TypeReader.requireStruct(type, type, path);
        access.requireVisible(type, type, path);
        return type.getKind() == ElementKind.RECORD ? record() : plain();
    }

    private StructModel record() throws Refusal {
        List<Field> fields = new ArrayList<>();
        List<? extends RecordComponentElement> components = type.getRecordComponents();
        requireNotBare(components);
        long numbered = Annotations.numbered(components);
        if (numbered != 0 && numbered != components.size()) {
            throw Refusal.error(
                    type,
                    access.binaryName(type)
                            + ": "
                            + numbered
                            + " of "
                            + components.size()
                            + " components have @RpcField (expected: all, or none)",
                    "Put @RpcField(id) on every component of the record, or on none.");
        }
        for (RecordComponentElement component : components) {
            String name = component.getSimpleName().toString();
            Integer told = Annotations.number(component);
            int id =
                    told == null
                            ? fields.size() + 1
                            : Ids.require(
                                    told,
                                    fieldOf(component),
                                    access.binaryName(type) + '.' + name,
                                    NO_ID);
            TypeMirror declared = component.asType();
            String wireName = Annotations.name(component, name);
            fields.add(field(id, wireName, fieldOf(component), declared, '.' + name + "()", null));
        }
        requireDistinct(fields);
        return new StructModel(type, Form.CONSTRUCTED, fields, reader.parts());
    }

    private void requireNotBare(List<? extends RecordComponentElement> components) throws Refusal {
        if (components.stream().anyMatch(Annotations::isBare)) {
            throw Refusal.error(
                    type,
                    access.binaryName(type)
                            + " has @RpcValue where it is a struct (expected: only where it stands"
                            + " for a member of a union)",
                    "Use the sealed interface, or the type of the component.");
        }
    }

    /** The component's place in the source: a component itself has none for compilers. */
    private Element fieldOf(RecordComponentElement component) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .<Element>map(field -> field)
                .orElse(component);
    }

    /** Inherited fields come along; what the JDK declares does not. */
    private StructModel plain() throws Refusal {
        List<VariableElement> declared = new ArrayList<>();
        for (TypeElement at = type; at != null && !TypeReader.isForeign(at); at = parent(at)) {
            ElementFilter.fieldsIn(at.getEnclosedElements()).stream()
                    .filter(StructReader::travels)
                    .forEach(declared::add);
        }
        for (VariableElement field : declared) {
            id(field);
        }
        declared.sort(Comparator.comparingInt(field -> idOf(field)));
        Form form = form(declared);
        List<Field> fields = new ArrayList<>();
        for (VariableElement field : declared) {
            String name = Annotations.name(field, field.getSimpleName().toString());
            TypeMirror fieldType = types.asMemberOf(self, field);
            String setter = form == Form.SET ? members.setter(field, fieldType) : null;
            fields.add(
                    field(
                            idOf(field),
                            name,
                            field,
                            fieldType,
                            members.getter(field, fieldType),
                            setter));
        }
        requireDistinct(fields);
        return new StructModel(type, form, fields, reader.parts());
    }

    private Form form(List<VariableElement> fields) throws Refusal {
        ExecutableElement empty = members.constructor(List.of());
        boolean isSettable =
                empty != null
                        && fields.stream()
                                .noneMatch(field -> field.getModifiers().contains(Modifier.FINAL));
        List<TypeMirror> all = fields.stream().map(field -> field.asType()).toList();
        ExecutableElement found = isSettable ? empty : members.constructor(all);
        if (found == null) {
            throw Refusal.error(
                    type,
                    path
                            + ": "
                            + access.binaryName(type)
                            + " has no constructor to read it with (expected: one without"
                            + " parameters and no final field, or one that takes "
                            + all.stream().map(each -> simpleName(each)).toList()
                            + ", the fields by their ids)",
                    "Add one of the two; it may be private.");
        }
        members.requireVisible(found);
        return isSettable ? Form.SET : Form.CONSTRUCTED;
    }

    private Field field(
            int id,
            String name,
            Element place,
            TypeMirror declared,
            String getter,
            @Nullable String setter)
            throws Refusal {
        boolean isOptional = TypeReader.isOptional(declared);
        TypeMirror held =
                isOptional ? ((DeclaredType) declared).getTypeArguments().get(0) : declared;
        return new Field(
                id,
                name,
                JavaText.of(declared),
                reader.read(held, place, path + '.' + name),
                declared.getKind().isPrimitive(),
                isOptional,
                getter,
                setter);
    }

    private void requireDistinct(List<Field> fields) throws Refusal {
        if (fields.stream().mapToInt(Field::id).distinct().count() != fields.size()) {
            throw Ids.twice(type, path, access.binaryName(type));
        }
    }

    private void id(VariableElement field) throws Refusal {
        Ids.require(Annotations.number(field), field, access.place(field), NO_ID);
    }

    private static int idOf(VariableElement field) {
        Integer told = Annotations.number(field);
        return told == null ? 0 : told;
    }

    private static boolean travels(VariableElement field) {
        return !field.getModifiers().contains(Modifier.STATIC)
                && !field.getModifiers().contains(Modifier.TRANSIENT);
    }

    private @Nullable TypeElement parent(TypeElement of) {
        return (TypeElement) types.asElement(of.getSuperclass());
    }

    private String simpleName(TypeMirror of) {
        Element element = types.asElement(types.erasure(of));
        return element == null ? JavaText.of(of) : element.getSimpleName().toString();
    }
}
