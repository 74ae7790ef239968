package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.JavaText;
import io.harrier.rpc.codegen.serializer.StructModel.Field;
import io.harrier.rpc.codegen.serializer.StructModel.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads the model of one sealed interface, which is a union of the classes that it permits. */
final class UnionReader {
    private final Types types;
    private final Access access;
    private final TypeReader reader;
    private final TypeElement union;
    private final String path;

    UnionReader(Elements elements, Types types, TypeElement union) {
        this.types = types;
        this.union = union;
        access = new Access(elements, union);
        reader = new TypeReader(access);
        path = union.getSimpleName().toString();
    }

    StructModel read() throws Refusal {
        access.requireVisible(union, union, path);
        if (!union.getTypeParameters().isEmpty()) {
            throw Refusal.error(
                    union,
                    path
                            + ": "
                            + access.binaryName(union)
                            + " is a union with type parameters (expected: one without)",
                    "Write a sealed interface for the types that are meant.");
        }
        List<Field> fields = new ArrayList<>();
        for (TypeMirror permitted : union.getPermittedSubclasses()) {
            fields.add(member((TypeElement) types.asElement(permitted), permitted));
        }
        fields.sort(Comparator.comparingInt(Field::id));
        if (fields.stream().mapToInt(Field::id).distinct().count() != fields.size()) {
            throw Ids.twice(union, path, access.binaryName(union));
        }
        return new StructModel(union, Form.UNION, fields, reader.parts());
    }

    private Field member(TypeElement member, TypeMirror type) throws Refusal {
        String place =
                access.binaryName(member) + ", permitted by " + access.binaryName(union) + ',';
        if (!member.getModifiers().contains(Modifier.FINAL)
                || member.getKind() == ElementKind.ENUM) {
            throw Refusal.error(
                    member,
                    place + " is no member of a union (expected: a record or a final class)",
                    "Make it one of these.");
        }
        int id =
                Ids.require(
                        Annotations.number(member),
                        member,
                        place,
                        "Put @RpcField(n) on the class, with a number that no other member of the"
                                + " union has.");
        String simple = member.getSimpleName().toString();
        String name =
                Annotations.name(
                        member,
                        simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1));
        RecordComponentElement bare = bare(member);
        if (bare == null) {
            WireType held = reader.read(type, member, path + '.' + name);
            return new Field(id, name, JavaText.of(type), held, false, false, "", null);
        }
        access.requireVisible(member, member, path + '.' + name);
        return new Field(
                id,
                name,
                JavaText.of(type),
                reader.read(bare.asType(), member, path + '.' + name),
                bare.asType().getKind().isPrimitive(),
                false,
                '.' + bare.getSimpleName().toString() + "()",
                null);
    }

    /** The component that stands for its record; null if the record is a struct. */
    private @Nullable RecordComponentElement bare(TypeElement member) throws Refusal {
        List<? extends RecordComponentElement> components = member.getRecordComponents();
        boolean isBare = components.stream().anyMatch(Annotations::isBare);
        if (isBare && components.size() > 1) {
            throw Refusal.error(
                    member,
                    access.binaryName(member)
                            + " has @RpcValue on one of "
                            + components.size()
                            + " components (expected: on the only one)",
                    "Remove the others, or @RpcValue: then the record is a struct.");
        }
        return isBare ? components.get(0) : null;
    }
}
