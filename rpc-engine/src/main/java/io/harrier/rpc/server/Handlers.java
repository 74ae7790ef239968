package io.harrier.rpc.server;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.CallStyle;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.ServiceBinder;
import io.harrier.rpc.serialize.ServiceBinding;
import io.harrier.rpc.serialize.generated.GeneratedSerializers;
import io.harrier.rpc.serialize.generated.GeneratedService;
import io.harrier.rpc.serialize.generated.GeneratedServices;
import io.harrier.rpc.serialize.protobuf.ProtobufBinder;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a handler object serves. */
final class Handlers {
    /** The kinds of service interfaces that are known; built in, in one place. */
    private static final List<ServiceBinder> BINDERS =
            List.of(
                    new ThriftBinder(),
                    new ProtobufBinder(),
                    new ReflectiveBinder(new GeneratedSerializers()));

    private Handlers() {}

    /**
     * What the handler serves by one of its interfaces.
     *
     * @throws IllegalArgumentException if it does not implement that, or if it stands for no
     *     service
     */
    static List<HandlerMethod> of(Object handler, Class<?> service, String name) {
        if (!service.isInstance(handler) || binder(service) == null) {
            throw new IllegalArgumentException(
                    handler.getClass().getName()
                            + " serves "
                            + service.getName()
                            + " (expected: a service interface that it implements)");
        }
        return methods(handler, service, name);
    }

    /**
     * @throws IllegalArgumentException if the handler implements no service interface, or several
     */
    static List<HandlerMethod> of(Object handler, String name) {
        List<Class<?>> services = services(handler.getClass());
        if (services.size() != 1) {
            throw new IllegalArgumentException(
                    handler.getClass().getName()
                            + " implements "
                            + (services.isEmpty() ? "no service interface" : services)
                            + " (expected: exactly one, of your own with methods or X.Iface of a"
                            + " service X that Apache Thrift's compiler made; or"
                            + " @RpcService(interfaceType) to say which)");
        }
        return methods(handler, services.get(0), name);
    }

    /** Those of the first kind that it implements; a plain interface may come beside others. */
    private static List<Class<?>> services(Class<?> handler) {
        List<Class<?>> services = new ArrayList<>();
        for (ServiceBinder binder : BINDERS) {
            if (services.isEmpty()) {
                for (Class<?> type : interfaces(handler)) {
                    if (binder.canBind(type)) {
                        services.add(type);
                    }
                }
            }
        }
        // A service that extends another brings the other's interface along.
        services.removeIf(
                type -> services.stream().anyMatch(o -> o != type && type.isAssignableFrom(o)));
        return services;
    }

    private static List<HandlerMethod> methods(Object handler, Class<?> service, String name) {
        ServiceBinder binder = binder(service);
        if (binder == null) {
            throw new IllegalStateException("no binder for " + service);
        }
        ServiceBinding binding = binder.bind(service, service);
        ServiceSchema schema = name.isEmpty() ? binding.schema() : binding.schema().named(name);
        List<HandlerMethod> methods = new ArrayList<>();
        for (MethodBinding method : binding.methods()) {
            methods.add(method(service, schema, method, handler));
        }
        return methods;
    }

    private static HandlerMethod method(
            Class<?> service, ServiceSchema schema, MethodBinding binding, Object handler) {
        CallStyle.Callee callee = callee(handler, service, binding.javaMethod());
        CallStyle style = binding.style();
        return new HandlerMethod(
                schema,
                binding.schema(),
                binding.serializer(),
                (arguments, outcome) -> style.handle(callee, arguments, outcome),
                isNonBlocking(handler, binding),
                handler.getClass().getName());
    }

    /** By generated code, or by reflection. */
    private static <T> CallStyle.Callee callee(Object handler, Class<T> service, Method method) {
        GeneratedService<T> generated = GeneratedServices.find(service);
        int index = generated == null ? -1 : generated.indexOf(method);
        if (generated != null && index >= 0) {
            T served = service.cast(handler);
            return arguments -> generated.call(served, index, arguments);
        }
        MethodHandle target = target(method);
        return arguments -> (Object) target.invokeExact(handler, arguments.toArray());
    }

    /** (Object handler, Object[] arguments) to Object. */
    private static MethodHandle target(Method method) {
        method.setAccessible(true);
        try {
            return MethodHandles.publicLookup()
                    .unreflect(method)
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    method + " (expected: a method that can be called)", e);
        }
    }

    private static @Nullable ServiceBinder binder(Class<?> type) {
        for (ServiceBinder binder : BINDERS) {
            if (binder.canBind(type)) {
                return binder;
            }
        }
        return null;
    }

    /** A subclass that a framework made overrides the method without its annotation. */
    private static boolean isNonBlocking(Object handler, MethodBinding binding) {
        Method declared = binding.javaMethod();
        for (Class<?> type = handler.getClass(); type != null; type = type.getSuperclass()) {
            for (Method own : type.getDeclaredMethods()) {
                RpcMethod told = own.getAnnotation(RpcMethod.class);
                if (told != null && told.nonBlocking() && isSame(own, declared)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSame(Method own, Method declared) {
        return own.getName().equals(declared.getName())
                && Arrays.equals(own.getParameterTypes(), declared.getParameterTypes());
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> direct : at.getInterfaces()) {
                found.add(direct);
                found.addAll(interfaces(direct));
            }
        }
        return found;
    }
}
