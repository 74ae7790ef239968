package io.harrier.rpc.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.testing.Allocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallContextTest {
    private static final Metadata CAME = new Came(Map.of("tenant", "blue", "trace", "1"));

    private final CallContext call =
            new CallContext("svc", "m", "caller", "1.2.3.4:5", CAME, CallContext.NO_DEADLINE);

    @AfterEach
    void leavesNothingBound() {
        assertThat(CallContext.current()).isSameAs(CallContext.NONE);
    }

    @Test
    void none_always_saysNothing() {
        assertThat(CallContext.NONE.service()).isEmpty();
        assertThat(CallContext.NONE.hasDeadline()).isFalse();
        assertThat(CallContext.NONE.hasOutgoing()).isFalse();
        assertThat(CallContext.NONE.metadata().persistentValue("tenant")).isNull();
    }

    private static final ContextKey<String> USER = ContextKey.named("user");
    private static final ContextKey<Integer> SHARD = ContextKey.named("shard");

    @Test
    void put_underSeveralKeys_keepsEachForThisCallAlone() {
        assertThat(call.get(USER)).isNull();

        call.put(USER, "ada");
        call.put(SHARD, 7);

        assertThat(call.get(USER)).isEqualTo("ada");
        assertThat(call.get(SHARD)).isEqualTo(7);
        assertThat(new CallContext("svc", "m", "", "", CAME, 1).get(USER)).isNull();
        call.put(USER, null);
        assertThat(call.get(USER)).isNull();
        assertThat(call.get(SHARD)).isEqualTo(7);
    }

    @Test
    void put_underManyKeys_growsAndLosesNothing() {
        List<ContextKey<Integer>> keys = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            keys.add(ContextKey.named("key-" + i));
            call.put(keys.get(i), i);
        }

        for (int i = 0; i < 40; i++) {
            assertThat(call.get(keys.get(i))).isEqualTo(i);
        }
    }

    @Test
    void put_inAScope_isSeenByItsCallAndBack() {
        CallContext outer = call.bind();
        call.put(USER, "ada");
        try (CallScope scope = CallScope.open()) {
            assertThat(CallContext.current().get(USER)).isEqualTo("ada");
            CallContext.current().put(SHARD, 7);
        }
        CallContext.restore(outer);

        assertThat(call.get(SHARD)).isEqualTo(7);
    }

    @Test
    void put_outsideOfACall_isRefusedButInAScopeEndsWithIt() {
        assertThatThrownBy(() -> CallContext.NONE.put(USER, "ada"))
                .hasMessage(
                        "context key user outside of a call (expected: in a handler, or in a"
                                + " scope)");
        try (CallScope scope = CallScope.open()) {
            CallContext.current().put(USER, "ada");
            try (CallScope inner = CallScope.open()) {
                assertThat(CallContext.current().get(USER)).isEqualTo("ada");
            }
        }
        assertThat(CallContext.current().get(USER)).isNull();
        try (CallScope next = CallScope.open()) {
            assertThat(CallContext.current().get(USER)).isNull();
        }
    }

    @Test
    void putAndGet_again_allocateNothing() {
        call.put(USER, "ada");
        Runnable task =
                () -> {
                    for (int i = 0; i < 10_000; i++) {
                        call.put(USER, "ada");
                        call.get(USER);
                    }
                };
        task.run();

        assertThat(Allocation.by(task)).isLessThan(1_000);
    }

    @Test
    void put_ofManyThreads_losesNothing() throws InterruptedException {
        List<ContextKey<Integer>> keys = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int number = i;
            ContextKey<Integer> key = ContextKey.named("thread-" + i);
            keys.add(key);
            threads.add(new Thread(() -> call.put(key, number)));
        }
        threads.forEach(Thread::start);
        for (Thread each : threads) {
            each.join();
        }

        for (int i = 0; i < 16; i++) {
            assertThat(call.get(keys.get(i))).isEqualTo(i);
        }
    }

    @Test
    void bind_nested_restoresEachInTurn() {
        CallContext inner = new CallContext("svc", "n", "", "", Metadata.NONE, 1);
        CallContext before = call.bind();
        CallContext outer = inner.bind();

        assertThat(CallContext.current()).isSameAs(inner);
        CallContext.restore(outer);
        assertThat(CallContext.current()).isSameAs(call);
        CallContext.restore(before);
        assertThat(CallContext.current()).isSameAs(CallContext.NONE);
    }

    @Test
    void wrap_onAnotherThread_bindsThereAndRestores() throws InterruptedException {
        List<CallContext> seen = new ArrayList<>();
        Runnable task = call.wrap(() -> seen.add(CallContext.current()));
        Thread thread =
                new Thread(
                        () -> {
                            task.run();
                            seen.add(CallContext.current());
                        });
        thread.start();
        thread.join();

        assertThat(seen).containsExactly(call, CallContext.NONE);
    }

    @Test
    void wrap_taskThatThrows_restoresToo() {
        Runnable task =
                call.wrap(
                        () -> {
                            throw new IllegalStateException("boom");
                        });

        assertThatThrownBy(task::run).hasMessage("boom");
    }

    @Test
    void forEachPersistent_withoutScope_givesWhatCame() {
        assertThat(outgoing(call)).isEqualTo(Map.of("tenant", "blue", "trace", "1"));
        assertThat(call.hasOutgoing()).isTrue();
    }

    @Test
    void forEachPersistent_inAScope_givesItsValueInsteadOfWhatCame() {
        CallContext before = call.bind();
        try (CallScope scope = CallScope.open().persistentValue("tenant", "red")) {
            scope.persistentValue("more", "2");
            List<String> keys = new ArrayList<>();
            CallContext.current().forEachPersistent((key, value) -> keys.add(key));

            assertThat(keys).doesNotHaveDuplicates();
            assertThat(outgoing(CallContext.current()))
                    .isEqualTo(Map.of("tenant", "red", "trace", "1", "more", "2"));
        } finally {
            CallContext.restore(before);
        }
    }

    /** It is one object of the whole process: nothing may be left on it. */
    @Test
    void sendBackward_outsideOfACall_isKeptNowhere() {
        CallContext.current().sendBackward("version", "7");
        try (CallScope scope = CallScope.open()) {
            CallContext.current().sendBackward("version", "8");
        }

        assertThat(CallContext.NONE.backward()).isEmpty();
    }

    @Test
    void sendBackward_inAScopeOfTheHandler_belongsToTheCall() {
        CallContext before = call.bind();
        try (CallScope scope = CallScope.open()) {
            CallContext.current().sendBackward("version", "7");
        } finally {
            CallContext.restore(before);
        }

        assertThat(call.backward()).isEqualTo(Map.of("version", "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hr", "hr-err", "hrx", "biz-status", "biz-", "crrst", "crc32c"})
    void sendBackward_reservedKey_isRefused(String key) {
        assertThat(CallContext.isReserved(key)).isTrue();
        assertThatThrownBy(() -> call.sendBackward(key, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("backward key: " + key + " (expected: none of ");
        assertThat(call.backward()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "biz", "crrst2", "HR", "version"})
    void sendBackward_otherKey_isKept(String key) {
        assertThatCode(() -> call.sendBackward(key, "1")).doesNotThrowAnyException();
        assertThat(call.backward()).isEqualTo(Map.of(key, "1"));
    }

    private static Map<String, String> outgoing(CallContext context) {
        Map<String, String> values = new LinkedHashMap<>();
        context.forEachPersistent(values::put);
        return values;
    }

    private record Came(Map<String, String> persistent) implements Metadata {
        @Override
        public String transientValue(String key) {
            return null;
        }

        @Override
        public String persistentValue(String key) {
            return persistent.get(key);
        }

        @Override
        public void forEachPersistent(BiConsumer<String, String> action) {
            persistent.forEach(action);
        }
    }
}
