package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class SharedThreadsTest {
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final SharedThreads threads = new SharedThreads(this::start);

    private void start(Runnable serve) {
        if (fails.get()) {
            throw new IllegalStateException("no threads left");
        }
        started.add(serve);
    }

    @Test
    void execute_many_oneThreadComesAndRunsAllInOrder() {
        for (String name : List.of("a", "b", "c", "d")) {
            threads.execute(() -> ran.add(name));
        }
        assertThat(started).hasSize(1);

        started.remove().run();

        assertThat(ran).containsExactly("a", "b", "c", "d");
        assertThat(started).as("one had to come in case one of them waited").hasSize(1);
    }

    @Test
    void serve_nothingLeft_endsAndTheNextTaskStartsAnother() {
        threads.execute(() -> ran.add("a"));
        started.remove().run();
        assertThat(started).isEmpty();

        threads.execute(() -> ran.add("b"));
        started.remove().run();

        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void execute_whileOneRuns_anotherComes() {
        threads.execute(
                () -> {
                    threads.execute(() -> ran.add("inner"));
                    assertThat(started).hasSize(1);
                    started.remove().run(); // as a second thread would, while the first waits
                    ran.add("outer");
                });

        started.remove().run();

        assertThat(ran).containsExactly("inner", "outer");
    }

    @Test
    void serve_everyTaskWaitsForTheNext_allRun() throws InterruptedException {
        SharedThreads real = new SharedThreads(task -> new Thread(task).start());
        int count = 100;
        CountDownLatch[] done = new CountDownLatch[count + 1];
        for (int i = 0; i <= count; i++) {
            done[i] = new CountDownLatch(1);
        }
        for (int i = 0; i < count; i++) {
            int at = i;
            real.execute(
                    () -> {
                        await(done[at + 1]);
                        done[at].countDown();
                    });
        }

        done[count].countDown();

        assertThat(done[0].await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void execute_noThread_isRefusedAndNeverRuns() {
        fails.set(true);
        assertThatThrownBy(() -> threads.execute(() -> ran.add("a"))).hasMessage("no threads left");

        fails.set(false);
        threads.execute(() -> ran.add("b"));
        started.remove().run();

        assertThat(ran).containsExactly("b");
    }

    @Test
    void serve_noSecondThread_theFirstGoesOnAlone() {
        threads.execute(() -> ran.add("a"));
        threads.execute(() -> ran.add("b"));
        fails.set(true);

        started.remove().run();

        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void serve_taskThrows_theOthersRunOnTheNext() {
        threads.execute(
                () -> {
                    throw new IllegalStateException("broken");
                });
        threads.execute(() -> ran.add("b"));

        assertThatThrownBy(started.remove()::run).hasMessage("broken");
        started.remove().run();

        assertThat(ran).containsExactly("b");
    }

    @Test
    void serve_taskWasInterrupted_theNextIsNot() {
        threads.execute(Thread.currentThread()::interrupt);
        threads.execute(() -> ran.add("interrupted: " + Thread.currentThread().isInterrupted()));

        started.remove().run();

        assertThat(ran).containsExactly("interrupted: false");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
