package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.resilience.SimulatedServer.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The limit before a server of 8 permits and 5 ms a call, which can answer 1,600 calls a second.
 */
class AdaptiveLimitTest {
    private static final double CAPACITY = 1_600;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void load_ofThreeTimesTheCapacity_isServedAtItsPeakInTime(long seed) {
        SimulatedServer server = new SimulatedServer(8, 5, seed);

        Outcome outcome = server.run(60, 3 * CAPACITY);

        assertThat(outcome.answeredPerSecond()).isGreaterThan(0.93 * CAPACITY);
        assertThat(outcome.p99Millis()).isLessThan(25);
    }

    @Test
    void load_withinTheCapacity_isNeverRefused() {
        SimulatedServer server = new SimulatedServer(8, 5, 4);

        assertThat(server.run(60, 0.5 * CAPACITY).refused()).isZero();
    }

    @Test
    void load_thatFalls_isServedWhollyWithinFiveSeconds() {
        SimulatedServer server = new SimulatedServer(8, 5, 5);
        server.run(30, 3 * CAPACITY);
        server.run(5, 0.8 * CAPACITY);

        Outcome after = server.run(20, 0.8 * CAPACITY);

        assertThat(after.refusedShare()).isLessThan(0.001);
    }

    /** It stays where it should, though the server is never idle enough to measure it by chance. */
    @Test
    void limit_afterMinutesOfOverload_doesNotCreepUp() {
        SimulatedServer server = new SimulatedServer(8, 5, 6);

        server.run(300, 3 * CAPACITY);

        assertThat(server.limit()).isBetween(8, 32);
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "32, 2", "100, 10"})
    void servers_ofOtherSizes_areServedAtTheirPeakToo(int permits, long millis) {
        double capacity = permits * 1_000.0 / millis;
        SimulatedServer server = new SimulatedServer(permits, millis, 7);
        server.run(20, 2 * capacity);

        Outcome outcome = server.run(30, 2 * capacity);

        assertThat(outcome.answeredPerSecond()).isGreaterThan(0.9 * capacity);
    }

    /** Times that differ by nature are no queue. */
    @Test
    void calls_ofVeryDifferentTimes_areNotRefusedWithinTheCapacity() {
        SimulatedServer server = new SimulatedServer(64, 5, 8).withRandomTimes();

        server.run(5, 0.4 * 64 * 200);

        assertThat(server.run(60, 0.4 * 64 * 200).refusedShare()).isLessThan(0.02);
    }

    @Test
    void server_thatBecomesSlower_getsFewerCallsAndRecovers() {
        SimulatedServer server = new SimulatedServer(8, 5, 9);
        server.run(20, 3 * CAPACITY);
        server.slowDown(4);
        Outcome slow = server.run(30, 3 * CAPACITY);
        server.slowDown(1);
        server.run(5, 3 * CAPACITY);
        Outcome again = server.run(20, 3 * CAPACITY);

        assertThat(slow.answeredPerSecond()).isGreaterThan(0.9 * CAPACITY / 4);
        assertThat(again.answeredPerSecond()).isGreaterThan(0.9 * CAPACITY);
    }
}
