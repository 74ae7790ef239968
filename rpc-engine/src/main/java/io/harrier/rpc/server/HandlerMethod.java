package io.harrier.rpc.server;

import io.harrier.rpc.buffer.SizeGuess;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.Outcome;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One method that a server answers, ready to be called. For any thread. */
final class HandlerMethod {
    private final ServiceSchema service;
    private final MethodBinding binding;
    private final Object handler;
    private final boolean nonBlocking;
    private final MethodHandle target;
    private final byte[] wireName;
    private final SizeGuess replySize = new SizeGuess();

    HandlerMethod(
            ServiceSchema service, MethodBinding binding, Object handler, boolean nonBlocking) {
        this.service = service;
        this.binding = binding;
        this.handler = handler;
        this.nonBlocking = nonBlocking;
        target = target(binding.javaMethod());
        wireName = binding.schema().name().getBytes(StandardCharsets.UTF_8);
    }

    ServiceSchema service() {
        return service;
    }

    MethodBinding binding() {
        return binding;
    }

    String name() {
        return binding.schema().name();
    }

    String handlerName() {
        return handler.getClass().getName();
    }

    byte[] wireName() {
        return wireName;
    }

    boolean isNonBlocking() {
        return nonBlocking;
    }

    SizeGuess replySize() {
        return replySize;
    }

    /** Calls the handler. @throws Throwable what the handler throws */
    void handle(@Nullable Object[] arguments, Outcome outcome) throws Throwable {
        binding.style().handle(target, handler, arguments, outcome);
    }

    /** (Object handler, Object[] arguments) to Object. */
    private static MethodHandle target(Method method) {
        try {
            MethodHandle direct = MethodHandles.publicLookup().unreflect(accessible(method));
            return direct.asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    method + " (expected: a method that can be called)", e);
        }
    }

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }
}
