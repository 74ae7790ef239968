package io.harrier.rpc.serialize.generated;

import io.harrier.rpc.serialize.Arguments;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the annotation processor wrote for a service interface {@code X}, as class {@code
 * X$$GeneratedService} of the same package: how to call it and how to answer for it without
 * reflection. Its methods have numbers. What stands here is for such classes alone.
 *
 * @param <T> the interface
 */
public abstract class GeneratedService<T> {
    private final List<Method> methods = new ArrayList<>();
    private final Class<T> type;

    /** A method of a client's stub. */
    @FunctionalInterface
    public interface Call {
        /**
         * @return what the Java method returns
         */
        @Nullable Object invoke(Arguments arguments);
    }

    protected GeneratedService(Class<T> type) {
        this.type = type;
    }

    /** Gives a method the next number. */
    protected final void method(String name, Class<?> returned, Class<?>... parameters) {
        try {
            Method found = type.getMethod(name, parameters);
            if (found.getReturnType() != returned) {
                throw new LinkageError(found + " has changed since this was generated");
            }
            methods.add(found);
        } catch (NoSuchMethodException e) {
            throw new LinkageError(type.getName() + " has changed since this was generated", e);
        }
    }

    /** The number of a method, whatever interface declares it; -1 if it has none. */
    public final int indexOf(Method method) {
        for (int i = 0; i < methods.size(); i++) {
            Method known = methods.get(i);
            if (known.getName().equals(method.getName())
                    && Arrays.equals(known.getParameterTypes(), method.getParameterTypes())) {
                return i;
            }
        }
        return -1;
    }

    /**
     * An object whose methods call.
     *
     * @param calls by the numbers of the methods
     * @param text what it says of itself
     */
    public abstract T stub(Call[] calls, String text);

    /** Room for a method's arguments. */
    public abstract Arguments arguments(int method);

    /**
     * Calls a method of a handler.
     *
     * @throws Throwable what the handler throws
     */
    public abstract @Nullable Object call(T handler, int method, Arguments arguments)
            throws Throwable;
}
