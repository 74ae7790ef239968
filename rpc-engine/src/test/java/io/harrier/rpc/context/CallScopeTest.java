package io.harrier.rpc.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallScopeTest {
    @AfterEach
    void leavesNothingBound() {
        assertThat(CallContext.current()).isSameAs(CallContext.NONE);
    }

    @Test
    void open_inside_isTheCurrentScope() {
        assertThat(CallContext.current().scope()).isNull();
        try (CallScope scope = CallScope.open()) {
            assertThat(CallContext.current().scope()).isSameAs(scope);
        }
    }

    @Test
    void close_inner_givesTheOuterBack() {
        try (CallScope outer = CallScope.open()) {
            try (CallScope inner = CallScope.open()) {
                assertThat(CallContext.current().scope()).isSameAs(inner);
            }
            assertThat(CallContext.current().scope()).isSameAs(outer);
        }
    }

    @Test
    void values_inner_standForOuterOfTheSameKey() {
        try (CallScope outer = CallScope.open()) {
            outer.persistentValue("a", "1").persistentValue("b", "1").transientValue("t", "1");
            try (CallScope inner = CallScope.open()) {
                inner.persistentValue("b", "2").transientValue("t", "2");

                assertThat(persistent(inner)).isEqualTo(Map.of("a", "1", "b", "2"));
                assertThat(transients(inner)).isEqualTo(Map.of("t", "2"));
            }
            assertThat(persistent(outer)).isEqualTo(Map.of("a", "1", "b", "1"));
            assertThat(transients(outer)).isEqualTo(Map.of("t", "1"));
        }
    }

    @Test
    void timeout_unset_isTheOuters() {
        try (CallScope outer = CallScope.open().timeout(Duration.ofMillis(300))) {
            try (CallScope inner = CallScope.open()) {
                assertThat(inner.timeoutNanos()).isEqualTo(300_000_000);
                inner.timeout(Duration.ofNanos(1));
                assertThat(inner.timeoutNanos()).isEqualTo(1);
            }
            assertThat(outer.timeoutNanos()).isEqualTo(300_000_000);
        }
    }

    @Test
    void timeout_zeroOrLess_isRefused() {
        try (CallScope scope = CallScope.open()) {
            for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
                assertThatThrownBy(() -> scope.timeout(wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("timeout: " + wrong + " (expected: more than zero)");
            }
            assertThat(scope.timeoutNanos()).isZero();
        }
    }

    @Test
    void receiveBackward_inner_isSeenByTheOutersToo() {
        try (CallScope outer = CallScope.open()) {
            try (CallScope inner = CallScope.open()) {
                inner.receiveBackward("version", "7");
                assertThat(inner.backwardValue("version")).isEqualTo("7");
            }
            assertThat(outer.backwardValue("version")).isEqualTo("7");
            assertThat(outer.backwardValue("other")).isNull();
        }
    }

    @Test
    void open_inAHandler_keepsTheCallsOwnFacts() {
        CallContext call = new CallContext("svc", "m", "caller", "1.2.3.4:5", Metadata.NONE, 42);
        CallContext outer = call.bind();
        try (CallScope scope = CallScope.open()) {
            CallContext current = CallContext.current();
            assertThat(current.scope()).isSameAs(scope);
            assertThat(current.method()).isEqualTo("m");
            assertThat(current.deadlineNanos()).isEqualTo(42);
        } finally {
            CallContext.restore(outer);
        }
    }

    private static Map<String, String> persistent(CallScope scope) {
        Map<String, String> values = new LinkedHashMap<>();
        scope.forEachPersistent(values::put);
        return values;
    }

    private static Map<String, String> transients(CallScope scope) {
        Map<String, String> values = new LinkedHashMap<>();
        scope.forEachTransient(values::put);
        return values;
    }

    @Test
    void values_tooManyOrTooLong_areRefused() {
        try (CallScope scope = CallScope.open()) {
            for (int i = 0; i < 64; i++) {
                scope.transientValue("k" + i, "v");
            }
            scope.transientValue("k0", "again");

            assertThatThrownBy(() -> scope.transientValue("k64", "v"))
                    .hasMessageContaining("65 entries");
            assertThatThrownBy(() -> scope.persistentValue("long", "x".repeat(8_192)))
                    .hasMessageContaining("8196 characters");
        }
    }
}
