package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** A clock begins anywhere, and overflows. */
    private long now = Long.MAX_VALUE - TimeUnit.MINUTES.toNanos(10);

    private final TimerWheel wheel = new TimerWheel(now);

    private final class Alarm extends TimerWheel.Timer {
        private final List<Long> rung = new ArrayList<>();
        private long due;
        private long again;

        void in(long nanos) {
            due = now + nanos;
            wheel.set(this, due, now);
        }

        @Override
        protected void onTime(long nowNanos) {
            assertThat(isSet()).isFalse();
            rung.add(nowNanos);
            if (again > 0) {
                in(again);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 62, 63, 64, 65, 4095, 4096, 4097, 262_143, 262_144, 20_000_000})
    void timer_ofAnyLength_firesOnTime(long millis) {
        Alarm alarm = new Alarm();
        alarm.in(millis * MILLI);
        long wait = wheel.nanosUntilNext(now);
        while (alarm.rung.isEmpty()) {
            now += wait;
            wait = wheel.advance(now);
        }
        assertThat(now - alarm.due).isBetween(0L, MILLI);
        assertThat(wait).isEqualTo(TimerWheel.NEVER);
        assertThat(alarm.isSet()).isFalse();
    }

    @Test
    void timer_beforeItsTime_waits() {
        Alarm alarm = new Alarm();
        alarm.in(100 * MILLI);
        now += 100 * MILLI - 1;
        wheel.advance(now);
        assertThat(alarm.rung).isEmpty();
        now += 1;
        wheel.advance(now);
        assertThat(alarm.rung).containsExactly(now);
    }

    @Test
    void timer_inThePast_firesNext() {
        Alarm alarm = new Alarm();
        alarm.in(-TimeUnit.HOURS.toNanos(1));
        now += MILLI;
        assertThat(wheel.advance(now)).isEqualTo(TimerWheel.NEVER);
        assertThat(alarm.rung).containsExactly(now);
    }

    @Test
    void timer_stopped_doesNotFire() {
        Alarm alarm = new Alarm();
        alarm.in(5 * MILLI);
        wheel.stop(alarm);
        assertThat(wheel.nanosUntilNext(now)).isEqualTo(TimerWheel.NEVER);
        now += 10 * MILLI;
        wheel.advance(now);
        assertThat(alarm.rung).isEmpty();
    }

    @Test
    void timer_afterALongPause_isNotLookedForTooOften() {
        Alarm far = new Alarm();
        far.in(TimeUnit.HOURS.toNanos(10));
        now += 123_456 * MILLI;
        Alarm near = new Alarm();
        near.in(10 * MILLI);
        assertThat(wheel.nanosUntilNext(now)).isBetween(9 * MILLI, 11 * MILLI);
    }

    @Test
    void timer_thatSetsItselfAgain_firesOnceATurn() {
        Alarm alarm = new Alarm();
        alarm.again = 64 * MILLI;
        alarm.in(64 * MILLI);
        for (int i = 1; i <= 1000; i++) {
            now += 64 * MILLI;
            wheel.advance(now);
            assertThat(alarm.rung).hasSize(i);
        }
    }

    @Test
    void timer_thatThrows_keepsNobodyFromBeingWoken() {
        List<Alarm> alarms = List.of(new Alarm(), new Alarm());
        alarms.get(0).in(5 * MILLI);
        TimerWheel.Timer broken =
                new TimerWheel.Timer() {
                    @Override
                    protected void onTime(long nowNanos) {
                        throw new IllegalStateException("broken");
                    }
                };
        wheel.set(broken, now + 5 * MILLI, now);
        alarms.get(1).in(5 * MILLI);
        now += 5 * MILLI;

        assertThatIllegalStateException()
                .isThrownBy(() -> wheel.advance(now))
                .withMessage("broken");
        assertThat(alarms).allSatisfy(alarm -> assertThat(alarm.rung).hasSize(1));
        assertThat(wheel.advance(now)).isEqualTo(TimerWheel.NEVER);
    }

    /** Whoever is woken may take its time; the clock that it sets its next timer by is ahead. */
    @ParameterizedTest
    @ValueSource(longs = {1, 13, 14, 15, 50, 63, 64, 100, 4096})
    void timer_thatSetsItselfAgain_whileTimePasses_firesOnceATurn(long millis) {
        TimerWheel.Timer slow =
                new TimerWheel.Timer() {
                    private int left = 1000;

                    @Override
                    protected void onTime(long nowNanos) {
                        now += millis * MILLI;
                        if (--left > 0) {
                            wheel.set(this, now + 50 * MILLI, now);
                        }
                    }
                };
        wheel.set(slow, now + 50 * MILLI, now);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    while (slow.isSet()) {
                        now += 50 * MILLI;
                        wheel.advance(now);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void timers_setMovedAndStoppedAtRandom_fireOnTheirTimes(long seed) {
        Random random = new Random(seed);
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            alarms.add(new Alarm());
        }
        for (int step = 0; step < 20_000; step++) {
            Alarm alarm = alarms.get(random.nextInt(alarms.size()));
            if (random.nextInt(4) == 0) {
                wheel.stop(alarm);
            } else {
                alarm.in((long) Math.pow(10, random.nextDouble() * 13));
            }
            if (random.nextInt(3) == 0) {
                now += (long) Math.pow(10, random.nextDouble() * 11);
                long wait = wheel.advance(now);
                requireOnTime(alarms, wait);
            }
        }
    }

    private void requireOnTime(List<Alarm> alarms, long wait) {
        long earliest = TimerWheel.NEVER;
        for (Alarm alarm : alarms) {
            for (long rung : alarm.rung) {
                assertThat(rung - alarm.due).isNotNegative();
            }
            if (alarm.isSet()) {
                assertThat(alarm.due - now).isGreaterThan(-MILLI);
                earliest = Math.min(earliest, alarm.due - now + MILLI);
            }
            alarm.rung.clear();
        }
        assertThat(wait).isLessThanOrEqualTo(earliest);
    }
}
