package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class HomesTest {
    private static final int PLACES = 4;

    private final Homes homes = new Homes();

    @Test
    void moveOn_onOneThread_movesItAndNoOther() throws Exception {
        FutureTask<int[]> other = new FutureTask<>(() -> new int[] {place(), place()});
        Thread thread = new Thread(other);
        int before = place();
        homes.moveOn();
        assertThat(place()).isEqualTo((before + 1) % PLACES);
        thread.start();
        assertThat(other.get()).containsOnly((int) (thread.getId() % PLACES));
    }

    @Test
    void moveOn_oncePerPlace_leadsHome() {
        int before = place();
        for (int i = 0; i < PLACES; i++) {
            homes.moveOn();
        }
        assertThat(place()).isEqualTo(before);
    }

    private int place() {
        return homes.place() & PLACES - 1;
    }
}
