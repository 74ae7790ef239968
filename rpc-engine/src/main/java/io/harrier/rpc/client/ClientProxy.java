package io.harrier.rpc.client;

import io.harrier.rpc.serialize.Arguments;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The inside of a proxy: turns a Java call into a call of the client's. For any thread. */
final class ClientProxy implements InvocationHandler {
    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final Map<Method, StubMethod> methods;
    private final Map<Method, MethodHandle> defaults = new ConcurrentHashMap<>();
    private final String text;

    ClientProxy(Map<Method, StubMethod> methods, String text) {
        this.methods = methods;
        this.text = text;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        @Nullable Object[] arguments = given == null ? NO_ARGUMENTS : given;
        StubMethod called = methods.get(method);
        return called == null
                ? ofObject(proxy, method, arguments)
                : called.invoke(Arguments.of(arguments));
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> text;
            default -> defaults.computeIfAbsent(method, ClientProxy::body).invoke(proxy, arguments);
        };
    }

    /**
     * What a default method does, to be called with the proxy and an array of the arguments. {@link
     * InvocationHandler#invokeDefault} sees only public interfaces.
     */
    private static MethodHandle body(Method method) {
        Class<?> type = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .unreflectSpecial(method, type)
                    .asSpreader(Object[].class, method.getParameterCount());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(
                    method + " (expected: a package that is open to io.harrier.rpc)", e);
        }
    }
}
