package io.harrier.rpc.interop;

import io.harrier.rpc.idl.alltypes.AllTypes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.thrift.async.AsyncMethodCallback;

/** Turns AllTypes with callbacks into AllTypes that blocks, and the other way round. */
final class AllTypesAsync {
    private static final int ANSWERED_WITHIN_SECONDS = 10;
    private static final Map<String, Method> BLOCKING = methods(AllTypes.Iface.class);
    private static final Map<String, Method> ASYNC = methods(AllTypes.AsyncIface.class);

    private AllTypesAsync() {}

    /** What waits for the callbacks of {@code peer}. */
    static AllTypes.Iface blocking(AllTypes.AsyncIface peer) {
        return proxy(
                AllTypes.Iface.class,
                (proxy, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Object[] withCallback = Arrays.copyOf(given, given.length + 1);
                    var answer = new Answer();
                    withCallback[given.length] = answer;
                    invoke(ASYNC.get(method.getName()), peer, withCallback);
                    return answer.await();
                });
    }

    /** What calls {@code handler} on a thread of its own, and back from there. */
    static AllTypes.AsyncIface async(AllTypes.Iface handler) {
        return proxy(
                AllTypes.AsyncIface.class,
                (proxy, method, arguments) -> {
                    Object[] given = Arrays.copyOf(arguments, arguments.length - 1);
                    @SuppressWarnings("unchecked")
                    var callback = (AsyncMethodCallback<Object>) arguments[given.length];
                    new Thread(() -> answer(callback, method.getName(), handler, given)).start();
                    return null;
                });
    }

    private static void answer(
            AsyncMethodCallback<Object> callback,
            String method,
            AllTypes.Iface handler,
            Object[] arguments) {
        Object value;
        try {
            value = invoke(BLOCKING.get(method), handler, arguments);
        } catch (Throwable e) {
            callback.onError((Exception) e);
            return;
        }
        callback.onComplete(value);
    }

    private static Object invoke(Method method, Object target, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Map<String, Method> methods(Class<?> type) {
        return Stream.of(type.getMethods())
                .collect(Collectors.toMap(Method::getName, Function.identity()));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        Class<?>[] types = {type};
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types, handler));
    }

    /** A callback that can be waited for. */
    private static final class Answer implements AsyncMethodCallback<Object> {
        private final CompletableFuture<Object> answer = new CompletableFuture<>();

        @Override
        public void onComplete(Object value) {
            answer.complete(value);
        }

        @Override
        public void onError(Exception error) {
            answer.completeExceptionally(error);
        }

        Object await() throws Throwable {
            try {
                return answer.get(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        }
    }
}
