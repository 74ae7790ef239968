package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.MethodChain;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What do five middlewares that pass a call on cost beside none, and what five that are off? A few
 * ns, and nothing. Run: {@code bench middleware-cost}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChainBenchmark {
    /** Each of its own code, as those of an application are. */
    private static final List<Middleware> FIVE =
            List.of(
                    (next, place) -> call -> next.invoke(call),
                    (next, place) -> call -> next.invoke(call),
                    (next, place) -> call -> next.invoke(call),
                    (next, place) -> call -> next.invoke(call),
                    (next, place) -> call -> next.invoke(call));

    private static final Place PLACE = Place.ofUnknown(Place.Side.CLIENT);
    private static final Reply REPLY = Reply.ofValue("value");

    private final Invocation call = new Call();
    private final MethodChain none = chain(List.of());
    private final MethodChain five = chain(FIVE);
    private final MethodChain off =
            chain(FIVE.stream().map(each -> each.where(place -> false)).toList());

    @Benchmark
    public Reply none() {
        return none.invoke(call);
    }

    @Benchmark
    public Reply five() {
        return five.invoke(call);
    }

    /** Five that do not apply to the method. */
    @Benchmark
    public Reply off() {
        return off.invoke(call);
    }

    private static MethodChain chain(List<Middleware> middleware) {
        MiddlewareList list = new MiddlewareList();
        middleware.forEach(list::add);
        return new MethodChain(list, PLACE, call -> REPLY);
    }

    private static final class Call implements Invocation {
        @Override
        public ServiceSchema service() {
            return PLACE.service();
        }

        @Override
        public MethodSchema method() {
            return PLACE.method();
        }

        @Override
        public @Nullable Object[] arguments() {
            return new Object[0];
        }

        @Override
        public CallContext context() {
            return CallContext.NONE;
        }

        @Override
        public long deadlineNanos() {
            return CallContext.NO_DEADLINE;
        }
    }
}
