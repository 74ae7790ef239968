package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.concurrent.BoundedQueue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A place for 96 slabs and another: 32 near, in bundles of 16, and 64 far. */
class PlaceTest {
    private static final int NEAR = 32;
    private static final int FAR = 64;
    private static final int BUNDLE = 16;

    private final List<Integer> rest = new ArrayList<>();
    private final Place place = place();
    private final Place other = place();

    private Place place() {
        return new Place(96, () -> {}, () -> {}, rest::add);
    }

    @Test
    void give_moreThanFitNear_leavesTheOthersToAll() {
        give(place, NEAR);
        assertThat(place.takeBundle(other)).isEqualTo(BoundedQueue.NONE);
        for (int i = 0; i < 3; i++) {
            place.give(NEAR + i);
        }
        assertThat(place.takeBundle(other)).isEqualTo(NEAR);
        assertThat(drain(other)).as("the rest of the bundle").containsExactly(NEAR + 1, NEAR + 2);
        assertThat(place.take()).isZero();
    }

    @Test
    void give_moreThanFit_isRefusedAndNothingIsLost() {
        int given = 0;
        while (place.give(given)) {
            given++;
        }
        assertThat(given).isEqualTo(NEAR + FAR);
        assertThat(place.takeBundle(other)).isEqualTo(NEAR);
        assertThat(drain(other)).hasSize(BUNDLE - 1);
        assertThat(drain(place)).hasSize(NEAR + FAR - BUNDLE).startsWith(0);
        assertThat(place.lent() + other.lent()).isEqualTo(NEAR + FAR);
        assertThat(rest).isEmpty();
    }

    @Test
    void takeIdle_threadsAtWork_leavesThemTheirs() {
        give(place, 10);
        place.take();
        assertThat(place.takeIdle(other)).as("one was taken").isEqualTo(BoundedQueue.NONE);
        assertThat(place.takeIdle(other)).as("none was taken since").isEqualTo(1);
        assertThat(drain(other)).containsExactly(2, 3, 4);
        assertThat(place.takeIdle(other)).as("only strangers were here").isEqualTo(5);
    }

    @Test
    void takeAllIdle_threadsAtWork_leavesThemTheirs() {
        int[] taken = new int[NEAR];
        give(place, 11);
        place.take();
        assertThat(place.takeAllIdle(taken, NEAR)).as("one was taken").isZero();
        assertThat(place.takeAllIdle(taken, NEAR)).as("none was taken since").isEqualTo(5);
        assertThat(taken).startsWith(1, 2, 3, 4, 5);
        assertThat(place.takeAllIdle(taken, 1)).as("only strangers were here").isOne();
        assertThat(place.lent()).isOne();
    }

    @Test
    void takeBundle_noRoomForTheOthers_givesThemAway() {
        give(other, NEAR);
        int[] numbers = new int[BUNDLE];
        for (int i = 0; i < BUNDLE; i++) {
            numbers[i] = 100 + i;
        }
        assertThat(place.giveAwayAll(numbers, 0, BUNDLE)).isEqualTo(BUNDLE);
        assertThat(place.takeBundle(other)).isEqualTo(100);
        assertThat(rest).hasSize(BUNDLE - 1).startsWith(101);
        assertThat(place.lent()).as("only what was not moved").isOne();
    }

    @Test
    void giveAwayAll_moreThanFitFar_takesTheFirst() {
        int[] numbers = new int[FAR + 1];
        place.give(7);
        assertThat(place.giveAwayAll(numbers, 0, numbers.length)).isEqualTo(FAR);
        int[] taken = new int[FAR + 1];
        assertThat(place.takeAll(taken, taken.length)).isEqualTo(FAR);
        assertThat(place.takeAll(taken, taken.length)).as("one is near").isZero();
        assertThat(place.takeAllIdle(taken, taken.length)).isOne();
        assertThat(place.lent()).as("to anybody").isZero();
    }

    @Test
    void trim_halfAskedFor_takesHalfOfTheOthers() {
        give(place, 16);
        List<Integer> trimmed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            place.give(place.take());
        }
        place.trim(trimmed::add);
        assertThat(trimmed).hasSize(6);
        place.clear(trimmed::add);
        assertThat(trimmed).hasSize(16);
        assertThat(place.lent()).isEqualTo(4);
    }

    private static void give(Place place, int count) {
        for (int number = 0; number < count; number++) {
            assertThat(place.give(number)).isTrue();
        }
    }

    private static List<Integer> drain(Place place) {
        List<Integer> taken = new ArrayList<>();
        for (int number = place.take(); number >= 0; number = place.take()) {
            taken.add(number);
        }
        return taken;
    }
}
