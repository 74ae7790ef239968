package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plain Java interface as a service: its name is the interface's simple name, its methods are the
 * abstract ones, the inherited included.
 *
 * @param methods in the order of their names
 * @param types of the structs that they use
 */
public record AnnotatedService(
        ServiceSchema schema, List<AnnotatedMethod> methods, AnnotatedTypes types) {
    public AnnotatedService {
        methods = List.copyOf(methods);
    }

    /**
     * @throws SchemaException if a method or a type that it uses cannot travel
     */
    public static AnnotatedService of(Class<?> type) {
        AnnotatedTypes types = new AnnotatedTypes();
        AnnotatedMethods reader = new AnnotatedMethods(JavaType.of(type), types);
        List<AnnotatedMethod> methods = abstractMethods(type).stream().map(reader::read).toList();
        requireDistinct(type, methods);
        ServiceSchema schema =
                new ServiceSchema(
                        type.getSimpleName(),
                        methods.stream().map(AnnotatedMethod::schema).toList());
        return new AnnotatedService(schema, methods, types);
    }

    /** Whether something is left for a handler to write. */
    public static boolean isImplementable(Class<?> type) {
        return type.isInterface()
                && !type.isAnnotation()
                && Arrays.stream(type.getMethods())
                        .anyMatch(method -> Modifier.isAbstract(method.getModifiers()));
    }

    /** An interface may declare an inherited method again, with a narrower return type. */
    private static List<Method> abstractMethods(Class<?> type) {
        Map<List<Object>, Method> bySignature = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                bySignature.merge(signature(method), method, AnnotatedService::narrower);
            }
        }
        List<Method> methods = new ArrayList<>(bySignature.values());
        methods.sort(Comparator.comparing(Method::getName));
        return methods;
    }

    private static List<Object> signature(Method method) {
        return List.of(method.getName(), List.of(method.getParameterTypes()));
    }

    private static Method narrower(Method one, Method other) {
        return one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one;
    }

    private static void requireDistinct(Class<?> type, List<AnnotatedMethod> methods) {
        Map<String, Method> known = new HashMap<>();
        for (AnnotatedMethod method : methods) {
            Method other = known.put(method.schema().name(), method.javaMethod());
            if (other != null) {
                throw new SchemaException(
                        type.getName()
                                + " has two methods named "
                                + method.schema().name()
                                + ": "
                                + Arrays.toString(other.getParameterTypes())
                                + " and "
                                + Arrays.toString(method.javaMethod().getParameterTypes())
                                + " (expected: a name of its own for each on the wire)",
                        "Put @RpcMethod(name = \"...\") on one of them.");
            }
        }
    }
}
