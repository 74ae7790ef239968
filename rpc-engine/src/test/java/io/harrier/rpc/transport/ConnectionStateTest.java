package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ConnectionStateTest {
    private final ConnectionState state = new ConnectionState();

    @Test
    void new_always_isIdle() {
        assertThat(state).hasToString("IDLE with 0 calls");
        assertThat(state.isOpen()).isTrue();
    }

    @Test
    void acquire_open_isActive() {
        assertThat(state.acquire()).isTrue();
        assertThat(state.acquire()).isTrue();

        assertThat(state).hasToString("ACTIVE with 2 calls");
        assertThat(state.calls()).isEqualTo(2);
    }

    @Test
    void release_last_isIdleAgain() {
        state.acquire();
        state.acquire();

        assertThat(state.release()).isFalse();
        assertThat(state).hasToString("ACTIVE with 1 calls");
        assertThat(state.release()).isFalse();
        assertThat(state).hasToString("IDLE with 0 calls");
    }

    @Test
    void close_idle_closesTheSocketNow() {
        assertThat(state.close()).isTrue();
        assertThat(state).hasToString("CLOSED with 0 calls");
        assertThat(state.isOpen()).isFalse();
    }

    @Test
    void close_withCalls_leavesTheSocketToTheLastRelease() {
        state.acquire();
        state.acquire();

        assertThat(state.close()).isFalse();
        assertThat(state).hasToString("CLOSING with 2 calls");
        assertThat(state.release()).isFalse();
        assertThat(state.release()).isTrue();
        assertThat(state).hasToString("CLOSED with 0 calls");
    }

    @Test
    void close_twice_tellsOneOnly() {
        state.close();

        assertThat(state.close()).isFalse();
    }

    @Test
    void acquire_closingOrClosed_isRefused() {
        state.acquire();
        state.close();

        assertThat(state.acquire()).isFalse();
        state.release();
        assertThat(state.acquire()).isFalse();
        assertThat(state).hasToString("CLOSED with 0 calls");
    }

    @Test
    void acquire_full_isRefused() {
        state.set(1 << 30 | (1 << 30) - 2);

        assertThat(state.acquire()).isFalse();
        assertThat(state.calls()).isEqualTo((1 << 30) - 2);
    }

    @Test
    void release_withoutCall_isAnError() {
        assertThatThrownBy(state::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("release without acquire: IDLE with 0 calls");
        state.close();
        assertThatThrownBy(state::release)
                .hasMessage("release without acquire: CLOSED with 0 calls");
    }
}
