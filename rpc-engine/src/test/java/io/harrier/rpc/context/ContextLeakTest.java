package io.harrier.rpc.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.server.HandlerThreads;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many calls of all sorts on few threads: none sees anything of another. Two million of them:
 * {@code -Dcontext.calls=2000000}.
 */
class ContextLeakTest {
    private static final int CALLS = Integer.getInteger("context.calls", 20_000);
    private static final int CALLERS = 8;
    private static final ContextKey<Integer> SLOT = ContextKey.named("leak-test");

    interface Work {
        int work(int id);
    }

    interface AsyncWork {
        CompletionStage<Integer> work(int id);
    }

    private final AtomicLong wrong = new AtomicLong();

    /**
     * Where callers take their calls to, and handlers their work: apart, as one waits for the
     * other.
     */
    private final ExecutorService callersOwn = Executors.newFixedThreadPool(2);

    private final ExecutorService handlersOwn = Executors.newFixedThreadPool(2);

    @AfterEach
    void findLeaks() {
        callersOwn.shutdown();
        handlersOwn.shutdown();
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(
            value = HandlerThreads.class,
            names = {"AUTO", "POOL"})
    void calls_ofAllSorts_seeNothingOfEachOther(HandlerThreads threads) throws Exception {
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .handlerThreads(threads)
                                .poolThreads(4)
                                .service((Work) this::handle, Work.class, "")
                                .start();
                RpcClient client = RpcClient.builder("127.0.0.1:" + server.port()).build()) {
            Work work = client.proxy(Work.class);
            AsyncWork async = client.proxy(AsyncWork.class, Work.class);
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int first = i;
                all.add(callers.submit(() -> call(first, work, async)));
            }
            for (Future<?> each : all) {
                each.get(30, TimeUnit.MINUTES);
            }
            callers.shutdown();
        }
        assertThat(wrong).hasValue(0);
    }

    private void call(int first, Work work, AsyncWork async) {
        for (int id = first; id < CALLS; id += CALLERS) {
            require(CallContext.current() == CallContext.NONE);
            switch (id % 4) {
                case 0 -> require(work.work(-id) == -id); // says nothing of itself
                case 1 -> {
                    try (CallScope scope = scope(id)) {
                        require(work.work(id) == id);
                    }
                }
                case 2 -> {
                    CompletionStage<Integer> reply;
                    try (CallScope scope = scope(id)) {
                        reply = async.work(id);
                    }
                    require(reply.toCompletableFuture().join() == id);
                }
                default -> require(onAnotherThread(id, work) == id);
            }
        }
    }

    private int onAnotherThread(int id, Work work) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        try (CallScope scope = scope(id)) {
            Runnable call = () -> answer.completeAsync(() -> work.work(id), Runnable::run);
            callersOwn.execute(CallContext.current().wrap(call));
        }
        return answer.join();
    }

    private static CallScope scope(int id) {
        return CallScope.open().persistentValue("id", Integer.toString(id));
    }

    private int handle(int id) {
        CallContext context = CallContext.current();
        require(context.get(SLOT) == null);
        context.put(SLOT, id);
        requireOwn(context.metadata().persistentValue("id"), id);
        if (id % 16 == 1) {
            CompletableFuture.runAsync(
                            context.wrap(() -> require(own(CallContext.current()) == id)),
                            handlersOwn)
                    .join();
            CompletableFuture.runAsync(
                            () -> require(CallContext.current() == CallContext.NONE), handlersOwn)
                    .join();
        }
        require(own(CallContext.current()) == id);
        return id;
    }

    private static int own(CallContext context) {
        Integer own = context.get(SLOT);
        return own == null ? Integer.MIN_VALUE : own;
    }

    private void requireOwn(@Nullable String told, int id) {
        require(id <= 0 ? told == null : Integer.toString(id).equals(told));
    }

    private void require(boolean sound) {
        if (!sound) {
            wrong.incrementAndGet();
        }
    }
}
