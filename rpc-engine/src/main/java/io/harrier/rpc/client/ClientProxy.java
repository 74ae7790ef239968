package io.harrier.rpc.client;

import io.harrier.rpc.call.Reply;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.Failures;
import io.harrier.rpc.error.RpcException;
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

    /** So that a call's own deadline, which says more, comes first. */
    private static final long SLACK_NANOS = 50_000_000;

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
        if (style.isBlocking()) {
            ClientCall call =
                    client.newCall(called, style.onWire(arguments), CallContext.current(), true);
            return await(call, invoke(call));
        }
        CallContext context = CallContext.current();
        return style.answer(arguments, () -> start(called, style.onWire(arguments), context));
    }

    private Reply start(ClientMethod called, @Nullable Object[] arguments, CallContext context) {
        ClientCall call = client.newCall(called, arguments, context, false);
        Reply reply = invoke(call);
        if (reply != call) {
            reply.whenComplete((value, error) -> passOnCancel(reply, call));
        }
        return reply;
    }

    /** A middleware that throws leaves its call to nobody. */
    private Reply invoke(ClientCall call) {
        try {
            return client.chain().invoke(call);
        } catch (Throwable e) {
            call.cancel(false);
            if (call.isWaitedFor()) {
                call.settle();
            }
            throw e;
        }
    }

    private static void passOnCancel(Reply reply, ClientCall call) {
        if (reply.isCancelled()) {
            call.cancel(false);
        }
    }

    /** The reply that counts is the chain's; most often it is the call itself. */
    private static @Nullable Object await(ClientCall call, Reply reply) throws Throwable {
        if (call.isWaitedFor()) {
            call.settle();
            if (reply == call) {
                return call.result();
            }
        }
        try {
            return reply.get(call.nanosLeft() + SLACK_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Failures.unwrap(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw call.expired("in the middleware");
        } catch (InterruptedException e) {
            call.cancel(false);
            Thread.currentThread().interrupt();
            throw new RpcException(
                    ErrorKind.CANCELLED, "the caller was interrupted; the call may have run", e);
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
