package io.harrier.rpc.client;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.serialize.CallStyle;
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

    private final Caller caller;
    private final Map<Method, Target> methods;
    private final Map<Method, MethodHandle> defaults = new ConcurrentHashMap<>();
    private final String text;

    /** What a Java method calls, and how it is told the end. */
    record Target(ClientMethod method, CallStyle style) {}

    ClientProxy(Caller caller, Map<Method, Target> methods, String text) {
        this.caller = caller;
        this.methods = methods;
        this.text = text;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        @Nullable Object[] arguments = given == null ? NO_ARGUMENTS : given;
        Target target = methods.get(method);
        if (target == null) {
            return ofObject(proxy, method, arguments);
        }
        CallStyle style = target.style();
        if (style.isBlocking()) {
            return caller.await(target.method(), style.onWire(arguments));
        }
        CallContext context = CallContext.current();
        return style.answer(
                arguments, () -> caller.start(target.method(), style.onWire(arguments), context));
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
