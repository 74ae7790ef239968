package io.harrier.rpc.client;

import io.harrier.rpc.call.Reply;
import io.harrier.rpc.error.Failures;
import io.harrier.rpc.serialize.CallStyle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The inside of a proxy: turns a Java call into an invocation. For any thread. */
final class ClientProxy implements InvocationHandler {
    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final RpcClient client;
    private final Map<Method, ClientMethod> methods;
    private final String text;

    ClientProxy(RpcClient client, Map<Method, ClientMethod> methods, String text) {
        this.client = client;
        this.methods = methods;
        this.text = text;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        @Nullable Object[] arguments = given == null ? NO_ARGUMENTS : given;
        ClientMethod called = methods.get(method);
        if (called == null) {
            return ofObject(proxy, method, arguments);
        }
        CallStyle style = called.binding().style();
        ClientCall call = client.newCall(called, style.onWire(arguments), style.isBlocking());
        Reply reply = client.chain().invoke(call);
        return style.isBlocking() ? await(call, reply) : style.answer(arguments, reply);
    }

    /** The reply that counts is the chain's; most often it is the call itself. */
    private static @Nullable Object await(ClientCall call, Reply reply) throws Throwable {
        if (reply == call) {
            call.settle();
            return call.result();
        }
        if (call.isStarted()) {
            call.settle();
        }
        try {
            return reply.get(call.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Failures.unwrap(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw call.expired("in the middleware");
        }
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> text;
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
    }
}
