package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A table of entries under 32-bit ids, claimed and taken by any thread without a lock, a hash or a
 * box.
 *
 * <pre>
 *   id = generation * capacity + slot        never 0, negative once the generation is large
 * </pre>
 *
 * <p>A slot's generation grows with each claim, so that an id of the past finds nothing. Slots come
 * in chunks, made when first needed, of 64, but for the first ones: a table that never had many
 * entries at once holds a chunk of 8, and one that was never used none. An entry that was taken may
 * not be claimed again, here or elsewhere.
 *
 * @param <E> the entries
 */
public final class SlotTable<E> {
    /** What {@link #forEach} calls. */
    public interface Visitor<E> {
        void visit(int id, E entry);
    }

    private static final int CHUNK = Long.SIZE;

    /** Slots of the first chunk; the second has what is left of the first 64. */
    private static final int FIRST_CHUNK = 8;

    private static final long NOT_IN_FIRST = -1L << FIRST_CHUNK;

    /**
     * The ids are plain: written by the slot's claimer before it publishes the entry, read after
     * the entry.
     */
    private static final class Chunk<E> extends AtomicReferenceArray<@Nullable E> {
        private static final long serialVersionUID = 1L;
        private final int[] ids;

        Chunk(int slots) {
            super(slots);
            ids = new int[slots];
        }
    }

    private final int capacity;

    /** A word for each chunk, in which a slot has its bit. Bits of other chunks' slots are set. */
    private final AtomicLongArray claimed;

    private final AtomicReferenceArray<@Nullable Chunk<E>> chunks;

    /**
     * @param capacity a power of two from 64 to 32,768
     */
    public SlotTable(int capacity) {
        if (Integer.bitCount(capacity) != 1 || capacity < CHUNK || capacity > 1 << 15) {
            throw new IllegalArgumentException(
                    "capacity: " + capacity + " (expected: a power of two, 64..32768)");
        }
        this.capacity = capacity;
        claimed = new AtomicLongArray(1 + capacity / CHUNK);
        chunks = new AtomicReferenceArray<>(1 + capacity / CHUNK);
        claimed.setPlain(0, NOT_IN_FIRST);
        claimed.setPlain(1, ~NOT_IN_FIRST);
    }

    /** Claims a free slot for an entry; its id, or 0 if all slots are claimed. */
    public int claim(E entry) {
        for (int word = 0; word < claimed.length(); word++) {
            int bit = claimBit(word);
            if (bit >= 0) {
                return open(word, bit, entry);
            }
        }
        return 0;
    }

    /**
     * Takes the entry of an id out and frees its slot; null if it is not, or no longer, there. One
     * taker wins.
     */
    public @Nullable E take(int id) {
        int slot = id & (capacity - 1);
        Chunk<E> chunk = chunks.get(word(slot));
        int bit = slot % CHUNK;
        E entry = chunk == null ? null : chunk.get(bit);
        if (chunk == null || entry == null || chunk.ids[bit] != id) {
            return null;
        }
        return remove(id, entry) ? entry : null;
    }

    /** Whether this very entry is in the slot of its id. */
    public boolean holds(int id, E entry) {
        int slot = id & (capacity - 1);
        Chunk<E> chunk = chunks.get(word(slot));
        return chunk != null && chunk.get(slot % CHUNK) == entry;
    }

    /** Takes this very entry out of the slot of its id; false if somebody else has taken it. */
    public boolean remove(int id, E entry) {
        int slot = id & (capacity - 1);
        Chunk<E> chunk = chunks.get(word(slot));
        if (chunk == null || !chunk.compareAndSet(slot % CHUNK, entry, null)) {
            return false;
        }
        release(word(slot), slot % CHUNK);
        return true;
    }

    /**
     * Shows every entry that is there from start to end; entries that come or go meanwhile may be
     * shown. To take one, use {@link #remove}.
     */
    public void forEach(Visitor<? super E> visitor) {
        for (int word = 0; word < chunks.length(); word++) {
            Chunk<E> chunk = chunks.get(word);
            if (chunk != null && claimed.get(word) != unclaimed(word)) {
                visitChunk(chunk, visitor);
            }
        }
    }

    /**
     * How often a slot was claimed, as the slots' generations tell; for each that overflows, {@code
     * 2^32 / capacity} less. Claims that happen meanwhile may be counted.
     */
    public long claims() {
        long claims = 0;
        for (int word = 0; word < chunks.length(); word++) {
            Chunk<E> chunk = chunks.get(word);
            for (int bit = 0; chunk != null && bit < chunk.length(); bit++) {
                chunk.get(bit); // after which its id is to be seen
                claims += Integer.toUnsignedLong(chunk.ids[bit]) / capacity;
            }
        }
        return claims;
    }

    public boolean isEmpty() {
        for (int word = 0; word < claimed.length(); word++) {
            if (claimed.get(word) != unclaimed(word)) {
                return false;
            }
        }
        return true;
    }

    private static int word(int slot) {
        return slot < FIRST_CHUNK ? 0 : 1 + slot / CHUNK;
    }

    private static long unclaimed(int word) {
        return switch (word) {
            case 0 -> NOT_IN_FIRST;
            case 1 -> ~NOT_IN_FIRST;
            default -> 0;
        };
    }

    private static <E> void visitChunk(Chunk<E> chunk, Visitor<? super E> visitor) {
        for (int bit = 0; bit < chunk.length(); bit++) {
            E entry = chunk.get(bit);
            if (entry != null) {
                visitor.visit(chunk.ids[bit], entry);
            }
        }
    }

    private int claimBit(int word) {
        while (true) {
            long bits = claimed.get(word);
            if (bits == -1L) {
                return -1;
            }
            int bit = Long.numberOfTrailingZeros(~bits);
            if (claimed.compareAndSet(word, bits, bits | 1L << bit)) {
                return bit;
            }
        }
    }

    private int open(int word, int bit, E entry) {
        Chunk<E> chunk = chunk(word);
        int id = nextId(chunk.ids[bit], Math.max(0, word - 1) * CHUNK + bit);
        chunk.ids[bit] = id;
        chunk.set(bit, entry);
        return id;
    }

    private int nextId(int last, int slot) {
        int next = (last == 0 ? slot : last) + capacity;
        return next == 0 ? capacity : next;
    }

    private Chunk<E> chunk(int word) {
        Chunk<E> chunk = chunks.get(word);
        if (chunk != null) {
            return chunk;
        }
        Chunk<E> created = new Chunk<>(word == 0 ? FIRST_CHUNK : CHUNK);
        Chunk<E> winner = chunks.compareAndExchange(word, null, created);
        return winner == null ? created : winner;
    }

    private void release(int word, int bit) {
        long mask = ~(1L << bit);
        long bits = claimed.get(word);
        while (!claimed.compareAndSet(word, bits, bits & mask)) {
            bits = claimed.get(word);
        }
    }
}
