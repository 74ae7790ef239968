package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcValue;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads sealed interfaces, which are unions of the classes that they permit. */
final class AnnotatedUnions {
    private final AnnotatedTypes types;

    AnnotatedUnions(AnnotatedTypes types) {
        this.types = types;
    }

    static boolean isUnion(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }

    /**
     * @param path where the type stands, for the message of a failure
     */
    AnnotatedStruct read(JavaType type, StructSchema schema, String path) {
        Class<?> union = type.raw();
        requirePlain(union, path);
        List<Class<?>> members = new ArrayList<>(Arrays.asList(union.getPermittedSubclasses()));
        members.forEach(member -> requireMember(member, union));
        members.sort(Comparator.comparingInt(AnnotatedUnions::id));
        requireDistinct(members, union, path);
        List<AnnotatedField> fields = new ArrayList<>();
        for (Class<?> member : members) {
            fields.add(field(member, path + '.' + name(member)));
        }
        return new AnnotatedStruct(type, schema, fields, null);
    }

    private AnnotatedField field(Class<?> member, String path) {
        JavaType held = JavaType.of(member);
        RecordComponent bare = bare(member);
        if (bare == null) {
            return types.field(id(member), name(member), held, null, path);
        }
        JavaType value = held.member(bare.getGenericType());
        FieldSchema schema =
                new FieldSchema(
                        id(member), name(member), types.type(value, path), Requiredness.OPTIONAL);
        AccessibleObject accessor = AnnotatedStructs.accessible(bare.getAccessor(), path);
        types.bare(held, new AnnotatedField(schema, value, false, accessor), path);
        return new AnnotatedField(schema, held, false, accessor);
    }

    /** The component that stands for its record; null if the record is a struct. */
    private static @Nullable RecordComponent bare(Class<?> member) {
        RecordComponent[] components =
                member.isRecord() ? member.getRecordComponents() : new RecordComponent[0];
        boolean isBare =
                Arrays.stream(components).anyMatch(c -> c.isAnnotationPresent(RpcValue.class));
        if (isBare && components.length > 1) {
            throw new SchemaException(
                    member.getName()
                            + " has @RpcValue on one of "
                            + components.length
                            + " components (expected: on the only one)",
                    "Remove the others, or @RpcValue: then the record is a struct.");
        }
        return isBare ? components[0] : null;
    }

    private static int id(Class<?> member) {
        return member.getAnnotation(RpcField.class).value();
    }

    /** {@code Circle} is the field {@code circle}, unless it says otherwise. */
    private static String name(Class<?> member) {
        String name = member.getSimpleName();
        return AnnotatedField.name(
                member.getAnnotation(RpcField.class),
                name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }

    private static void requirePlain(Class<?> union, String path) {
        if (union.getTypeParameters().length > 0) {
            throw new SchemaException(
                    path
                            + ": "
                            + union.getName()
                            + " is a union with type parameters (expected: one without)",
                    "Write a sealed interface for the types that are meant.");
        }
    }

    private static void requireMember(Class<?> member, Class<?> union) {
        String place = member.getName() + ", permitted by " + union.getName() + ',';
        if (!Modifier.isFinal(member.getModifiers()) || member.isEnum()) {
            throw new SchemaException(
                    place + " is no member of a union (expected: a record or a final class)",
                    "Make it one of these.");
        }
        RpcField told = member.getAnnotation(RpcField.class);
        if (told == null) {
            throw new SchemaException(
                    place + " has no field id (expected: @RpcField(1..32767))",
                    "Put @RpcField(n) on the class, with a number that no other member of the union"
                            + " has.");
        }
        AnnotatedStructs.inRange(told, place);
    }

    private static void requireDistinct(List<Class<?>> members, Class<?> union, String path) {
        if (members.stream().mapToInt(AnnotatedUnions::id).distinct().count() != members.size()) {
            throw new SchemaException(
                    path + ": " + union.getName() + " gives a field id twice (expected: one each)",
                    "Change the @RpcField of one of them to an id that was never used.");
        }
    }
}
