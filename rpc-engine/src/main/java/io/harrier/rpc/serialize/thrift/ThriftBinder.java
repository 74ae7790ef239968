package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.thrift.ThriftSchemas;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.CallStyle;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.ServiceBinder;
import io.harrier.rpc.serialize.ServiceBinding;
import io.harrier.rpc.serialize.generated.GeneratedServices;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.thrift.async.AsyncMethodCallback;
import org.jspecify.annotations.Nullable;

/**
 * Binds {@code X.Iface} and {@code X.AsyncIface}, and interfaces of the user's whose methods answer
 * with stages.
 */
public final class ThriftBinder implements ServiceBinder {
    @Override
    public boolean canBind(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return type.isInterface()
                && outer != null
                && isIface(type)
                && findClass(outer, "Processor") != null;
    }

    @Override
    public ServiceBinding bind(Class<?> type, Class<?> service) {
        Map<String, Wire> wires = wires(service);
        List<MethodBinding> methods = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (!method.isDefault()
                    && !java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
                methods.add(bind(method, wires.get(method.getName()), service));
            }
        }
        String name = service.getEnclosingClass().getSimpleName();
        ServiceSchema schema =
                new ServiceSchema(name, wires.values().stream().map(Wire::schema).toList());
        return new ServiceBinding(type, schema, methods);
    }

    private static MethodBinding bind(Method method, @Nullable Wire wire, Class<?> service) {
        CallStyle style = style(method);
        int parameters = method.getParameterCount() - (style instanceof CallbackStyle ? 1 : 0);
        if (wire == null || parameters != wire.schema().arguments().fields().size()) {
            throw new IllegalArgumentException(
                    method
                            + " (expected: a method of "
                            + service.getName()
                            + " with the same name and parameters)");
        }
        return new MethodBinding(method, wire.schema(), style, wire.serializer());
    }

    private static CallStyle style(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > 0
                && parameters[parameters.length - 1] == AsyncMethodCallback.class) {
            return new CallbackStyle();
        }
        return CallStyle.of(method.getReturnType());
    }

    private record Wire(MethodSchema schema, ThriftMethodSerializer serializer) {}

    private static Map<String, Wire> wires(Class<?> service) {
        Map<String, Wire> wires = new HashMap<>();
        for (Method method : service.getMethods()) {
            Class<?> declaring = method.getDeclaringClass().getEnclosingClass();
            wires.put(method.getName(), wire(declaring, method.getName(), maker(service, method)));
        }
        return wires;
    }

    /** Room for the arguments of the wire, of which a callback is none. */
    private static Supplier<Arguments> maker(Class<?> service, Method method) {
        int last = method.getParameterCount() - 1;
        return style(method) instanceof CallbackStyle
                ? () -> Arguments.of(new Object[last])
                : GeneratedServices.arguments(service, method);
    }

    /** The compiler makes no result class for a oneway method. */
    private static Wire wire(Class<?> outer, String method, Supplier<Arguments> maker) {
        Class<?> arguments = findClass(outer, method + "_args");
        Class<?> result = findClass(outer, method + "_result");
        if (arguments == null) {
            throw new IllegalArgumentException(
                    outer.getName()
                            + " has no class "
                            + method
                            + "_args (expected: one, from Apache"
                            + " Thrift's compiler)");
        }
        MethodSchema schema =
                new MethodSchema(
                        method,
                        ThriftSchemas.struct(arguments),
                        result == null ? null : ThriftSchemas.struct(result));
        return new Wire(schema, new ThriftMethodSerializer(schema, arguments, result, maker));
    }

    private static boolean isIface(Class<?> type) {
        return type.getSimpleName().equals("Iface") || type.getSimpleName().equals("AsyncIface");
    }

    private static @Nullable Class<?> findClass(Class<?> outer, String name) {
        for (Class<?> inner : outer.getDeclaredClasses()) {
            if (inner.getSimpleName().equals(name)) {
                return inner;
            }
        }
        return null;
    }
}
