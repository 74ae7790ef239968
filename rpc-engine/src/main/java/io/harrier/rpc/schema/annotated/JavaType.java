package io.harrier.rpc.schema.annotated;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Java type whose variables are known: {@code Page<User>}, not {@code Page<T>}.
 *
 * @param arguments empty for a type without them, and for a raw one
 */
public record JavaType(Class<?> raw, List<JavaType> arguments) {
    static JavaType of(Class<?> type) {
        return new JavaType(type, List.of());
    }

    /** A type that is written within this one, whose variables mean what they mean here. */
    JavaType member(Type type) {
        return resolve(type, variables());
    }

    private static JavaType resolve(Type type, Map<TypeVariable<?>, JavaType> variables) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        if (type instanceof ParameterizedType generic) {
            return new JavaType(
                    (Class<?>) generic.getRawType(),
                    Arrays.stream(generic.getActualTypeArguments())
                            .map(argument -> resolve(argument, variables))
                            .toList());
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0], variables);
        }
        JavaType known = type instanceof TypeVariable<?> ? variables.get(type) : null;
        return known == null ? of(Object.class) : known;
    }

    /** What the variables of this type and of its supertypes stand for. */
    private Map<TypeVariable<?>, JavaType> variables() {
        Map<TypeVariable<?>, JavaType> variables = new HashMap<>();
        TypeVariable<?>[] own = raw.getTypeParameters();
        for (int i = 0; i < own.length && i < arguments.size(); i++) {
            variables.put(own[i], arguments.get(i));
        }
        addInherited(raw.getGenericSuperclass(), variables);
        for (Type parent : raw.getGenericInterfaces()) {
            addInherited(parent, variables);
        }
        return variables;
    }

    private static void addInherited(
            @Nullable Type parent, Map<TypeVariable<?>, JavaType> variables) {
        if (parent != null) {
            variables.putAll(resolve(parent, variables).variables());
        }
    }

    /** One word: {@code PageUser} for {@code Page<User>}. */
    String simpleName() {
        return arguments.stream()
                .map(JavaType::simpleName)
                .collect(Collectors.joining("", raw.getSimpleName(), ""));
    }

    @Override
    public String toString() {
        return arguments.isEmpty()
                ? raw.getTypeName()
                : raw.getTypeName()
                        + arguments.stream()
                                .map(JavaType::toString)
                                .collect(Collectors.joining(", ", "<", ">"));
    }
}
