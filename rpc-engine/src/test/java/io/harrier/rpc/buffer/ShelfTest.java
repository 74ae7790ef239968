package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.concurrent.BoundedQueue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two places for 12 slabs each: 4 near, in bundles of 2, and 8 far. */
class ShelfTest {
    private static final int PLACES = 2;
    private static final int NEAR = 4;
    private static final int FAR = 8;
    private static final int BYTES = PLACES * 12 * 512;

    private final List<Integer> dropped = new ArrayList<>();
    private final Homes homes = new Homes();
    private final Shelf shelf = new Shelf(SizeClasses.of(512), PLACES, BYTES, homes, dropped::add);

    @Test
    void take_farFromHome_movesABundle() {
        give(0, NEAR + 3);
        homes.moveOn();
        assertThat(shelf.take()).isEqualTo(NEAR);
        homes.moveOn();
        assertThat(take(NEAR + 1)).containsExactly(0, 1, 2, 3, NEAR + 2);
        assertThat(shelf.take()).as("came near the other home").isEqualTo(NEAR + 1);
        assertThat(shelf.take()).isEqualTo(BoundedQueue.NONE);
        assertThat(shelf.lent()).as("one that is moved is not lent").isEqualTo(NEAR + 3);
    }

    @Test
    void takeAll_nextPlaceHasSomeFar_leavesAloneWhatIsNear() {
        give(0, NEAR);
        shelf.give(shelf.take());
        int home = homes.place();
        int[] numbers = {10, 11};
        assertThat(shelf.giveAll(numbers, 2, home + 1)).isEqualTo(2);

        int[] taken = new int[NEAR];
        assertThat(shelf.takeAll(taken, NEAR, home)).isEqualTo(2);
        assertThat(taken).startsWith(10, 11);
        assertThat(shelf.takeAll(taken, NEAR, home)).as("one was taken").isZero();
        assertThat(shelf.takeAll(taken, NEAR, home)).as("idle since").isEqualTo(NEAR / 2);
        assertThat(take(2)).containsExactly(3, 0);
    }

    @Test
    void giveAway_whileThereIsRoomAnywhere_dropsNone() {
        for (int number = 0; number < PLACES * FAR; number++) {
            shelf.giveAway(number);
        }
        assertThat(dropped).isEmpty();
        shelf.giveAway(99);
        assertThat(dropped).containsExactly(99);
        assertThat(shelf.bytesHeld()).isEqualTo(PLACES * FAR * 512L);
    }

    @Test
    void onMeeting_atAnothersHome_staysAtHome() {
        int home = homes.place();
        shelf.onMeeting(home + 1 & PLACES - 1);
        assertThat(homes.place()).isEqualTo(home);
        shelf.onMeeting(home & PLACES - 1);
        assertThat(homes.place()).isEqualTo(home + 1);
        assertThat(shelf.lostRaces()).isEqualTo(2);
    }

    private void give(int first, int count) {
        for (int number = first; number < first + count; number++) {
            assertThat(shelf.give(number)).isTrue();
        }
    }

    private List<Integer> take(int count) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(shelf.take());
        }
        return taken;
    }
}
