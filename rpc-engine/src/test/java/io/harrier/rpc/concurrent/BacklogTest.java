package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final AtomicInteger told = new AtomicInteger();
    private final Backlog backlog = new Backlog(10, told::incrementAndGet);

    @Test
    void isOver_upToTheLimit_isFalse() {
        backlog.add(10);
        assertThat(backlog.isOver()).isFalse();
        backlog.add(1);
        assertThat(backlog.isOver()).isTrue();
    }

    @Test
    void room_isToldOnce_toWhoStopped() {
        backlog.add(12);
        assertThat(backlog.isOver()).isTrue();
        backlog.remove(1);
        assertThat(told).as("still over").hasValue(0);
        backlog.remove(1);
        assertThat(told).hasValue(1);
        backlog.remove(10);
        assertThat(told).as("nobody has stopped again").hasValue(1);
    }

    @Test
    void room_isToldNobody_whoDidNotStop() {
        backlog.add(12);
        backlog.remove(12);
        assertThat(told).hasValue(0);
        assertThat(backlog.isOver()).isFalse();
    }
}
