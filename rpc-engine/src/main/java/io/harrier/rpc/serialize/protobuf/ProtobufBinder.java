package io.harrier.rpc.serialize.protobuf;

import io.harrier.rpc.serialize.ServiceBinder;
import io.harrier.rpc.serialize.ServiceBinding;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/**
 * Binds interfaces whose every method takes one message of protoc's classes and gives one, by
 * itself or in a stage. The service has the interface's simple name.
 */
public final class ProtobufBinder implements ServiceBinder {
    /** By name: protobuf-java may be absent. */
    private static final String MESSAGE = "com.google.protobuf.MessageLite";

    @Override
    public boolean canBind(Class<?> type) {
        List<Method> methods = methods(type);
        return type.isInterface()
                && !methods.isEmpty()
                && methods.stream().allMatch(ProtobufBinder::takesAMessage);
    }

    @Override
    public ServiceBinding bind(Class<?> type, Class<?> service) {
        return ProtobufMethods.bind(type, methods(type), methods(service), service);
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .toList();
    }

    private static boolean takesAMessage(Method method) {
        return method.getParameterCount() == 1 && isMessage(method.getParameterTypes()[0]);
    }

    private static boolean isMessage(Class<?> type) {
        return type.getName().equals(MESSAGE)
                || Arrays.stream(type.getInterfaces()).anyMatch(ProtobufBinder::isMessage)
                || type.getSuperclass() != null && isMessage(type.getSuperclass());
    }
}
