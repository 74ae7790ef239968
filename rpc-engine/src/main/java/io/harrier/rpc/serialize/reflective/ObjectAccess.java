package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.schema.annotated.AnnotatedField;
import io.harrier.rpc.schema.annotated.AnnotatedStruct;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes objects of one type apart and puts them together, by method handles. */
final class ObjectAccess {
    private static final MethodType GET = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SET =
            MethodType.methodType(void.class, Object.class, Object.class);
    private static final Lookup LOOKUP = MethodHandles.lookup();

    private final List<AnnotatedField> fields;
    private final Constructor<?> maker;
    private final boolean isSetLater;

    /** Made at the first use, not at every start; racing threads make equal ones. */
    private @Nullable Handles handles;

    /**
     * @param getters from an object to a value
     * @param setters empty if the constructor takes all
     * @param constructor from an array of values; of none, if there are setters
     */
    private record Handles(
            MethodHandle[] getters, MethodHandle[] setters, MethodHandle constructor) {}

    ObjectAccess(AnnotatedStruct struct) {
        fields = struct.fields();
        maker = Objects.requireNonNull(struct.constructor(), "a union");
        isSetLater = maker.getParameterCount() < fields.size();
    }

    private Handles handles() {
        Handles known = handles;
        if (known == null) {
            known =
                    new Handles(
                            all(ObjectAccess::getter),
                            isSetLater ? all(ObjectAccess::setter) : new MethodHandle[0],
                            constructor(maker));
            handles = known;
        }
        return known;
    }

    private MethodHandle[] all(Function<AnnotatedField, MethodHandle> handle) {
        return fields.stream().map(handle).toArray(MethodHandle[]::new);
    }

    @Nullable Object value(Object object, int field) {
        try {
            return handles().getters[field].invokeExact(object);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Whether fields that were not sent keep what the class itself gives them. */
    boolean isSetLater() {
        return isSetLater;
    }

    /** Values that leave the object as its constructor made it, but for optionals. */
    @Nullable Object[] unset() {
        return fields.stream().map(field -> field.isOptional() ? Optional.empty() : null).toArray();
    }

    Object create(@Nullable Object[] values) {
        Handles known = handles();
        try {
            if (!isSetLater) {
                return known.constructor.invokeExact(values);
            }
            Object object = known.constructor.invokeExact(new Object[0]);
            set(object, values, known.setters);
            return object;
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static void set(Object object, @Nullable Object[] values, MethodHandle[] setters)
            throws Throwable {
        for (int i = 0; i < setters.length; i++) {
            if (values[i] != null) {
                setters[i].invokeExact(object, values[i]);
            }
        }
    }

    private static MethodHandle getter(AnnotatedField field) {
        try {
            return (field.member() instanceof Field own
                            ? LOOKUP.unreflectGetter(own)
                            : LOOKUP.unreflect((Method) field.member()))
                    .asType(GET);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.member() + " was made accessible", e);
        }
    }

    private static MethodHandle setter(AnnotatedField field) {
        try {
            return LOOKUP.unreflectSetter((Field) field.member()).asType(SET);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.member() + " was made accessible", e);
        }
    }

    private static MethodHandle constructor(Constructor<?> constructor) {
        try {
            return LOOKUP.unreflectConstructor(constructor)
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(constructor + " was made accessible", e);
        }
    }

    /** Accessors and constructors of records throw what their authors like. */
    private static RuntimeException unchecked(Throwable error) {
        if (error instanceof RuntimeException known) {
            return known;
        }
        if (error instanceof Error fatal) {
            throw fatal;
        }
        return new IllegalArgumentException(error);
    }
}
