package io.harrier.rpc.client;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.CallStyle;
import io.harrier.rpc.serialize.generated.GeneratedService;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Java method of a stub or a proxy calls, and how it is told the end. For any thread.
 *
 * @param style of the Java method
 * @param declared the exceptions of the Java method
 */
record StubMethod(Caller caller, ClientMethod method, CallStyle style, List<Class<?>> declared)
        implements GeneratedService.Call {
    /** Throws what the call ends with, checked if the Java method declares it. */
    @Override
    public @Nullable Object invoke(Arguments arguments) {
        if (style.isBlocking()) {
            try {
                return caller.await(method, style.onWire(arguments));
            } catch (Throwable e) {
                throw StubMethod.<RuntimeException>unchecked(permitted(e));
            }
        }
        CallContext context = Caller.here(method);
        return style.answer(
                arguments, () -> caller.start(method, style.onWire(arguments), context));
    }

    /** As proxies do: what the Java method does not declare comes wrapped. */
    private Throwable permitted(Throwable error) {
        return error instanceof RuntimeException
                        || error instanceof Error
                        || declared.stream().anyMatch(type -> type.isInstance(error))
                ? error
                : new UndeclaredThrowableException(error);
    }

    @SuppressWarnings("unchecked") // erased: nothing is cast
    private static <E extends Throwable> E unchecked(Throwable error) throws E {
        throw (E) error;
    }
}
