package io.harrier.rpc.serialize;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A {@link Mono} is returned. Each subscription of a proxy's is a call of its own, and cancels it
 * when it is cancelled itself. Loaded only where Reactor is.
 */
final class MonoStyle implements CallStyle {
    /** By name: the class may be absent. */
    static boolean isMono(Class<?> type) {
        return type.getName().equals("reactor.core.publisher.Mono");
    }

    @Override
    public Object answer(
            Arguments arguments, Supplier<? extends CompletableFuture<@Nullable Object>> call) {
        return Mono.fromFuture(call);
    }

    @Override
    public void handle(Callee callee, Arguments arguments, Outcome outcome) throws Throwable {
        Mono<?> mono = (Mono<?>) Objects.requireNonNull(callee.call(arguments));
        CallStyle.tell(mono.toFuture(), outcome);
    }
}
