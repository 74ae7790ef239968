package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DrainGateTest {
    private final DrainGate gate = new DrainGate(2);

    @Test
    void enter_upToTheLimit_isAllowed() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        assertThat(gate.inside()).isEqualTo(2);

        gate.leave();

        assertThat(gate.enter()).isTrue();
    }

    @Test
    void close_nobodyInside_isDrainedAtOnce() {
        assertThat(gate.close()).isCompleted();
        assertThat(gate.isClosed()).isTrue();
    }

    @Test
    void close_someInside_isDrainedWhenTheLastLeaves() {
        gate.enter();
        gate.enter();

        assertThat(gate.close()).isNotDone();
        gate.leave();
        assertThat(gate.close()).isNotDone();
        assertThat(gate.inside()).isEqualTo(1);
        gate.leave();

        assertThat(gate.close()).isCompleted();
        assertThat(gate.inside()).isZero();
    }

    @Test
    void enter_closed_isRefused() {
        gate.enter();
        gate.close();

        assertThat(gate.enter()).isFalse();
        assertThat(gate.inside()).isEqualTo(1);
    }

    @Test
    void leave_withoutEnter_isAnError() {
        assertThatThrownBy(gate::leave).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leave_withoutEnterAfterClose_isAnError() {
        gate.close();

        assertThatThrownBy(gate::leave).isInstanceOf(IllegalStateException.class);
    }
}
