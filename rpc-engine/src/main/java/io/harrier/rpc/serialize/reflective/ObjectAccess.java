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
import org.jspecify.annotations.Nullable;

/** Takes objects of one type apart and puts them together, by method handles. */
final class ObjectAccess {
    private static final MethodType GET = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SET =
            MethodType.methodType(void.class, Object.class, Object.class);
    private static final Lookup LOOKUP = MethodHandles.lookup();

    private final List<AnnotatedField> fields;
    private final MethodHandle[] getters;

    /** Empty if the constructor takes all. */
    private final MethodHandle[] setters;

    /** From an array of values; of none, if there are setters. */
    private final MethodHandle constructor;

    ObjectAccess(AnnotatedStruct struct) {
        fields = struct.fields();
        Constructor<?> maker = Objects.requireNonNull(struct.constructor(), "a union");
        boolean isSetLater = maker.getParameterCount() < fields.size();
        getters = fields.stream().map(ObjectAccess::getter).toArray(MethodHandle[]::new);
        setters =
                isSetLater
                        ? fields.stream().map(ObjectAccess::setter).toArray(MethodHandle[]::new)
                        : new MethodHandle[0];
        constructor = constructor(maker);
    }

    @Nullable Object value(Object object, int field) {
        try {
            return getters[field].invokeExact(object);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Whether fields that were not sent keep what the class itself gives them. */
    boolean isSetLater() {
        return setters.length > 0;
    }

    /** Values that leave the object as its constructor made it, but for optionals. */
    @Nullable Object[] unset() {
        return fields.stream().map(field -> field.isOptional() ? Optional.empty() : null).toArray();
    }

    Object create(@Nullable Object[] values) {
        try {
            if (!isSetLater()) {
                return constructor.invokeExact(values);
            }
            Object object = constructor.invokeExact(new Object[0]);
            set(object, values);
            return object;
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private void set(Object object, @Nullable Object[] values) throws Throwable {
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
