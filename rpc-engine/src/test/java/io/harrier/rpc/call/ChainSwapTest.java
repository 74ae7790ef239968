package io.harrier.rpc.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Many calls on many threads while the chain is swapped under them: each sees one version from end
 * to end, and none goes through what has been closed. {@code bench chain-swap} is the long form
 * over sockets.
 */
class ChainSwapTest {
    private static final int THREADS = 4;
    private static final int CALLS = 50_000;
    private static final int SWAPS = 1_000;
    private static final Place PLACE = Place.ofUnknown(Place.Side.CLIENT);

    private final AtomicLong mixed = new AtomicLong();
    private final AtomicLong closedInside = new AtomicLong();
    private final AtomicInteger closed = new AtomicInteger();

    /** Both ends of the chain are of one object: a call that saw two of them shows it. */
    private final class Version implements Middleware, AutoCloseable {
        private volatile boolean isClosed;

        @Override
        public Invoker around(Invoker next, Place place) {
            Invoker inner =
                    call -> {
                        if (isClosed) {
                            closedInside.incrementAndGet();
                        }
                        return Reply.ofValue(this);
                    };
            return call -> {
                if (isClosed) {
                    closedInside.incrementAndGet();
                }
                Reply reply = inner.invoke(call);
                if (reply.join() != this) {
                    mixed.incrementAndGet();
                }
                return reply;
            };
        }

        @Override
        public void close() {
            isClosed = true;
            closed.incrementAndGet();
        }
    }

    @Test
    void swaps_underCalls_mixAndBreakNone() throws Exception {
        MiddlewareList list = new MiddlewareList();
        list.add("version", new Version());
        MethodChain chain = new MethodChain(list, PLACE, call -> Reply.ofValue("last"));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            callers.add(threads.submit(() -> call(chain)));
        }
        for (int i = 0; i < SWAPS; i++) {
            list.replace("version", new Version());
            Thread.yield();
        }
        for (Future<?> caller : callers) {
            caller.get(1, TimeUnit.MINUTES);
        }
        threads.shutdown();
        list.close();

        assertThat(mixed).hasValue(0);
        assertThat(closedInside).hasValue(0);
        assertThat(closed).hasValue(SWAPS + 1);
    }

    private static void call(MethodChain chain) {
        Invocation call = new TestInvocation(PLACE);
        for (int i = 0; i < CALLS; i++) {
            assertThat(chain.invoke(call).join()).isInstanceOf(Version.class);
        }
    }
}
