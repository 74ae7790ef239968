package io.harrier.rpc.codegen.types;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Values of any type that travels; the same ones for the same seed. */
public final class RandomValues {
    private static final String[] UNITS = {"a", "é", "漢", "🚀", "\0", "xyz"};
    private static final Object NOT_KNOWN = new Object();

    private final Random random;

    public RandomValues(long seed) {
        random = new Random(seed);
    }

    /** A value that is there. */
    public Object of(Class<?> type) {
        return value(type, Map.of(), 4);
    }

    private Object field(Type type, Map<TypeVariable<?>, Type> variables, int levels) {
        boolean isPrimitive = type instanceof Class<?> plain && plain.isPrimitive();
        return isPrimitive || random.nextInt(4) > 0 && levels > 0
                ? value(type, variables, levels)
                : null;
    }

    private Object value(Type type, Map<TypeVariable<?>, Type> variables, int levels) {
        if (type instanceof TypeVariable<?> variable) {
            return value(variables.get(variable), variables, levels);
        }
        if (type instanceof WildcardType wildcard) {
            return value(wildcard.getUpperBounds()[0], variables, levels);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, variables, levels);
        }
        Class<?> plain = (Class<?>) type;
        Object scalar = scalar(plain);
        return scalar == NOT_KNOWN ? object(plain, Map.of(), levels) : scalar;
    }

    private Object scalar(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        return switch (type.getName()) {
            case "boolean", "java.lang.Boolean" -> random.nextBoolean();
            case "byte", "java.lang.Byte" -> (byte) random.nextInt();
            case "short", "java.lang.Short" -> (short) random.nextInt();
            case "int", "java.lang.Integer" -> random.nextInt();
            case "long", "java.lang.Long" -> random.nextLong();
            case "float", "java.lang.Float" -> random.nextFloat();
            case "double", "java.lang.Double" -> random.nextDouble();
            case "java.lang.String" -> text();
            case "java.util.UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "[B" -> bytes();
            default ->
                    type == ByteBuffer.class
                            ? ByteBuffer.wrap(bytes())
                            : type == ByteBuf.class ? Unpooled.wrappedBuffer(bytes()) : NOT_KNOWN;
        };
    }

    private Object generic(
            ParameterizedType type, Map<TypeVariable<?>, Type> variables, int levels) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type first = resolved(type.getActualTypeArguments()[0], variables);
        if (raw == Optional.class) {
            return Optional.ofNullable(field(first, variables, levels));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            Type second = resolved(type.getActualTypeArguments()[1], variables);
            for (int i = count(levels); i > 0; i--) {
                map.put(value(first, variables, levels - 1), value(second, variables, levels - 1));
            }
            return map;
        }
        if (Collection.class.isAssignableFrom(raw)) {
            Collection<Object> elements = raw == Set.class ? new HashSet<>() : new ArrayList<>();
            for (int i = count(levels); i > 0; i--) {
                elements.add(value(first, variables, levels - 1));
            }
            return elements;
        }
        Map<TypeVariable<?>, Type> inner = new HashMap<>();
        for (int i = 0; i < raw.getTypeParameters().length; i++) {
            inner.put(
                    raw.getTypeParameters()[i],
                    resolved(type.getActualTypeArguments()[i], variables));
        }
        return object(raw, inner, levels);
    }

    /** Without the variables of the type around it. */
    private static Type resolved(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return variables.get(variable);
        }
        if (!(type instanceof ParameterizedType generic)) {
            return type;
        }
        Type[] arguments = generic.getActualTypeArguments();
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = resolved(arguments[i], variables);
        }
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return arguments;
            }

            @Override
            public Type getRawType() {
                return generic.getRawType();
            }

            @Override
            public Type getOwnerType() {
                return generic.getOwnerType();
            }
        };
    }

    private Object object(Class<?> type, Map<TypeVariable<?>, Type> variables, int levels) {
        try {
            if (type.isSealed()) {
                Class<?>[] members = type.getPermittedSubclasses();
                return object(members[random.nextInt(members.length)], Map.of(), levels - 1);
            }
            return type.isRecord()
                    ? record(type, variables, levels)
                    : plain(type, variables, levels);
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object record(Class<?> type, Map<TypeVariable<?>, Type> variables, int levels)
            throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.add(component.getType());
            values.add(field(component.getGenericType(), variables, levels - 1));
        }
        Constructor<?> all = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        all.setAccessible(true);
        return all.newInstance(values.toArray());
    }

    private Object plain(Class<?> type, Map<TypeVariable<?>, Type> variables, int levels)
            throws ReflectiveOperationException, IOException {
        if (type == Samples.Aged.class) {
            return new Samples.Aged(text(), random.nextInt());
        }
        if (type == Samples.NotFound.class) {
            return new Samples.NotFound(random.nextLong());
        }
        Constructor<?> empty = type.getDeclaredConstructor();
        empty.setAccessible(true);
        Object object = empty.newInstance();
        Map<TypeVariable<?>, Type> known = new HashMap<>(variables);
        for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    field.set(object, field(field.getGenericType(), known, levels - 1));
                }
            }
            if (at.getGenericSuperclass() instanceof ParameterizedType parent) {
                TypeVariable<?>[] declared = at.getSuperclass().getTypeParameters();
                for (int i = 0; i < declared.length; i++) {
                    known.put(declared[i], resolved(parent.getActualTypeArguments()[i], known));
                }
            }
        }
        return object;
    }

    private int count(int levels) {
        return levels > 0 ? random.nextInt(4) : 0;
    }

    private String text() {
        String unit = UNITS[random.nextInt(UNITS.length)];
        return unit.repeat(random.nextInt(2_000) == 0 ? 9_000 : random.nextInt(9));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        return bytes;
    }
}
