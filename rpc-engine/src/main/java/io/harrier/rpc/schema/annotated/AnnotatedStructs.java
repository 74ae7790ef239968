package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcValue;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what records and classes hold. */
final class AnnotatedStructs {
    private final AnnotatedTypes types;

    AnnotatedStructs(AnnotatedTypes types) {
        this.types = types;
    }

    /**
     * @param path where the type stands, for the message of a failure
     */
    AnnotatedStruct read(JavaType type, StructSchema schema, String path) {
        requireStruct(type.raw(), path);
        List<AnnotatedField> fields = new ArrayList<>();
        for (Part part : parts(type.raw(), path)) {
            AnnotatedField field =
                    types.field(
                            part.id(),
                            part.name(),
                            type.member(part.type()),
                            accessible(part.member(), path),
                            path + '.' + part.name());
            fields.add(part.isRequired() ? field.required(path) : field);
        }
        return of(type, schema, fields, path);
    }

    AnnotatedStruct of(
            JavaType type, StructSchema schema, List<AnnotatedField> fields, String path) {
        return new AnnotatedStruct(type, schema, fields, constructor(type.raw(), fields, path));
    }

    /** A component of a record or a field of a class. */
    private record Part(
            int id, String name, boolean isRequired, Type type, AccessibleObject member) {}

    private static List<Part> parts(Class<?> type, String path) {
        List<Part> parts = type.isRecord() ? components(type) : fields(type);
        if (parts.stream().mapToInt(Part::id).distinct().count() != parts.size()) {
            throw new SchemaException(
                    path + ": " + type.getName() + " gives a field id twice (expected: one each)",
                    "Change the @RpcField of one of them to an id that was never used.");
        }
        return parts;
    }

    private static List<Part> components(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        requireNotBare(type, components);
        List<Part> parts = new ArrayList<>();
        int numbered = 0;
        for (RecordComponent component : components) {
            RpcField told = component.getAnnotation(RpcField.class);
            numbered += told == null ? 0 : 1;
            int id = told == null ? parts.size() + 1 : id(told, type, component.getName());
            parts.add(
                    new Part(
                            id,
                            AnnotatedField.name(told, component.getName()),
                            told != null && told.required(),
                            component.getGenericType(),
                            component.getAccessor()));
        }
        if (numbered != 0 && numbered != components.length) {
            throw new SchemaException(
                    type.getName()
                            + ": "
                            + numbered
                            + " of "
                            + components.length
                            + " components have @RpcField (expected: all, or none)",
                    "Put @RpcField(id) on every component of the record, or on none.");
        }
        return parts;
    }

    private static void requireNotBare(Class<?> type, RecordComponent[] components) {
        if (Arrays.stream(components).anyMatch(c -> c.isAnnotationPresent(RpcValue.class))) {
            throw new SchemaException(
                    type.getName()
                            + " has @RpcValue where it is a struct (expected: only where it stands"
                            + " for a member of a union)",
                    "Use the sealed interface, or the type of the component.");
        }
    }

    /** Inherited fields come along; what the JDK declares does not. */
    private static List<Part> fields(Class<?> type) {
        List<Part> parts = new ArrayList<>();
        for (Class<?> at = type; at != null && !isForeign(at); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (travels(field)) {
                    RpcField told = field.getAnnotation(RpcField.class);
                    int id = id(told, at, field.getName());
                    String name = AnnotatedField.name(told, field.getName());
                    parts.add(new Part(id, name, told.required(), field.getGenericType(), field));
                }
            }
        }
        parts.sort(Comparator.comparingInt(Part::id));
        return parts;
    }

    private static boolean travels(Field field) {
        return !field.isSynthetic()
                && !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers());
    }

    private static int id(@Nullable RpcField told, Class<?> owner, String field) {
        String place = owner.getName() + '.' + field;
        if (told == null) {
            throw new SchemaException(
                    place + " has no field id (expected: @RpcField(1..32767))",
                    "Put @RpcField(n) on the field, with a number that no other field has; or make"
                            + " it transient, and it does not travel; or make the class a record,"
                            + " whose components are numbered by their order.");
        }
        return inRange(told, place);
    }

    /**
     * @param place that has the id, for the message of a failure
     */
    static int inRange(RpcField told, String place) {
        if (told.value() == 0 || told.value() != (short) told.value()) {
            throw new SchemaException(
                    place + " has field id " + told.value() + " (expected: 1..32767)",
                    "Change its @RpcField.");
        }
        return told.value();
    }

    private static void requireStruct(Class<?> type, String path) {
        if (isForeign(type)
                || type.isInterface()
                || type.isArray()
                || Modifier.isAbstract(type.getModifiers())) {
            throw new SchemaException(
                    path
                            + ": "
                            + type.getTypeName()
                            + " is no type of the wire (expected: a primitive or its box, String,"
                            + " byte[], ByteBuffer, ByteBuf, UUID, an enum, List, Set, Map, a"
                            + " record, a class with @RpcField; Optional around one of them)",
                    "Use one of these, or carry what is in it in a record of your own.");
        }
    }

    private static boolean isForeign(Class<?> type) {
        String name = type.getName();
        return type.isPrimitive() || name.startsWith("java.") || name.startsWith("javax.");
    }

    static AccessibleObject accessible(AccessibleObject member, String path) {
        if (!member.trySetAccessible()) {
            throw new SchemaException(
                    path + ": " + member + " cannot be reached (expected: an open package)",
                    "Open the package to the engine in module-info.java.");
        }
        return member;
    }

    private static Constructor<?> constructor(
            Class<?> type, List<AnnotatedField> fields, String path) {
        Class<?>[] all = fields.stream().map(AnnotatedStructs::declared).toArray(Class<?>[]::new);
        Constructor<?> found = isSettable(type, fields) ? find(type) : find(type, all);
        if (found == null) {
            throw new SchemaException(
                    path
                            + ": "
                            + type.getName()
                            + " has no constructor to read it with (expected: one without"
                            + " parameters and no final field, or one that takes "
                            + Arrays.stream(all).map(Class::getSimpleName).toList()
                            + ", the fields by their ids)",
                    "Add one of the two; it may be private.");
        }
        accessible(found, path);
        return found;
    }

    private static boolean isSettable(Class<?> type, List<AnnotatedField> fields) {
        return find(type) != null
                && fields.stream()
                        .noneMatch(
                                field ->
                                        !(field.member() instanceof Field settable)
                                                || Modifier.isFinal(settable.getModifiers()));
    }

    private static Class<?> declared(AnnotatedField field) {
        return field.member() instanceof Field own
                ? own.getType()
                : ((Method) Objects.requireNonNull(field.member())).getReturnType();
    }

    private static @Nullable Constructor<?> find(Class<?> type, Class<?>... parameters) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(each -> Arrays.equals(each.getParameterTypes(), parameters))
                .findFirst()
                .orElse(null);
    }
}
