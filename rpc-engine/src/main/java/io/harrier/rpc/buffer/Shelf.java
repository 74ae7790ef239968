package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the free slabs of one size class, for any thread: a few {@link Place places}, so
 * that threads seldom meet. A thread begins at its home and goes on to the others, so hardly a slab
 * is out of reach. A place is made when first needed.
 */
final class Shelf {
    private final int sizeClass;
    private final int slabsEach;
    private final Homes homes;
    private final IntConsumer drop;
    private final LongAdder lostRaces = new LongAdder();

    /** Read without care: a place that was made by another thread is whole, or not seen yet. */
    private final @Nullable Place[] places;

    /**
     * Where somebody whose own place was empty found a slab; a hint, so it is read without care.
     */
    private int lastFound;

    private volatile boolean isClosed;

    /**
     * @param places a power of two
     * @param maxBytes that wait here at most; but four slabs may wait at each place
     * @param homes at which of the places threads begin
     * @param drop gets slabs that there is no room for any more
     */
    Shelf(int sizeClass, int places, long maxBytes, Homes homes, IntConsumer drop) {
        this.sizeClass = sizeClass;
        this.homes = homes;
        this.drop = drop;
        slabsEach = (int) (maxBytes / places / SizeClasses.bytes(sizeClass));
        this.places = new Place[places];
    }

    /**
     * The number of a slab that is the caller's alone; {@link BoundedQueue#NONE} if none is seen.
     */
    int take() {
        Place home = place(at(homes.place()));
        int number = home.take();
        return number == BoundedQueue.NONE ? fetch(home) : number;
    }

    /**
     * Takes up to so many slabs for the caller alone, from one place: of what is far anywhere
     * before what is near idle threads.
     *
     * @return how many
     */
    int takeAll(int[] to, int most, int from) {
        int taken = 0;
        for (int i = 0; i < places.length * 2 && taken == 0; i++) {
            Place place = places[at(from + i)];
            if (place != null) {
                taken = i < places.length ? place.takeAll(to, most) : place.takeAllIdle(to, most);
            }
        }
        return taken;
    }

    private int fetch(Place home) {
        int number = BoundedQueue.NONE;
        for (int i = 0; i < places.length * 2 && number == BoundedQueue.NONE; i++) {
            number = fetch(at(lastFound + i), home, i < places.length);
        }
        if (isClosed) {
            clear(drop); // closed meanwhile
        }
        return number;
    }

    private int fetch(int at, Place home, boolean isBundle) {
        Place place = places[at];
        if (place == null || place == home) {
            return BoundedQueue.NONE;
        }
        int number = isBundle ? place.takeBundle(home) : place.takeIdle(home);
        if (number != BoundedQueue.NONE) {
            lastFound = at;
        }
        return number;
    }

    /** Puts a slab back; false if there is no room, and it is still the caller's. */
    boolean give(int number) {
        int home = homes.place();
        return place(at(home)).give(number) || giveAway(number, home + 1);
    }

    private boolean giveAway(int number, int to) {
        for (int i = 0; i < places.length; i++) {
            if (place(at(to + i)).giveAway(number)) {
                return true;
            }
        }
        return false;
    }

    /** Of a bundle on its way: its way's end may be blocked by a thread that does not run. */
    void giveAway(int number) {
        if (!giveAway(number, number)) {
            drop.accept(number);
        }
    }

    /**
     * Puts slabs back, from the first on.
     *
     * @return how many there was room for; the others are still the caller's
     */
    int giveAll(int[] numbers, int count, int to) {
        int given = 0;
        for (int i = 0; i < places.length && given < count; i++) {
            given += place(at(to + i)).giveAwayAll(numbers, given, count - given);
        }
        return given;
    }

    /**
     * Takes half of those that nobody asked for since the last time, so that what a burst has left
     * is gone after some rounds, and a pause costs little.
     *
     * @param taker of each slab's number
     */
    synchronized void trim(IntConsumer taker) {
        for (Place place : places) {
            if (place != null) {
                place.trim(taker);
            }
        }
    }

    /** Takes all, and leaves nothing that is on its way from one place to another. */
    void close(IntConsumer taker) {
        isClosed = true;
        clear(taker);
    }

    /** Takes all. */
    void clear(IntConsumer taker) {
        for (Place place : places) {
            if (place != null) {
                place.clear(taker);
            }
        }
    }

    long bytesHeld() {
        return sum(Place::size) * SizeClasses.bytes(sizeClass);
    }

    /** How many of those here have been lent so far. */
    long lent() {
        return sum(Place::lent);
    }

    long lostRaces() {
        return lostRaces.sum();
    }

    private long sum(ToLongFunction<Place> part) {
        long sum = 0;
        for (Place place : places) {
            sum += place == null ? 0 : part.applyAsLong(place);
        }
        return sum;
    }

    private Place place(int at) {
        Place place = places[at];
        return place == null ? makePlace(at) : place;
    }

    private synchronized Place makePlace(int at) {
        Place place = places[at];
        if (place == null) {
            Runnable onNear = () -> onMeeting(at);
            place = new Place(slabsEach, onNear, lostRaces::increment, this::giveAway);
            places[at] = place;
        }
        return place;
    }

    /** At what lies near a place: somebody who is at home there looks for another home. */
    void onMeeting(int at) {
        lostRaces.increment();
        if (at(homes.place()) == at) {
            homes.moveOn();
        }
    }

    private int at(int place) {
        return place & places.length - 1;
    }
}
