package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotTableTest {
    private final SlotTable<Object> table = new SlotTable<>(64);

    @ParameterizedTest
    @ValueSource(ints = {0, -64, 1, 32, 63, 65, 96, 65_536, Integer.MIN_VALUE})
    void new_otherCapacity_isRefused(int capacity) {
        assertThatThrownBy(() -> new SlotTable<>(capacity))
                .hasMessage("capacity: " + capacity + " (expected: a power of two, 64..32768)");
    }

    @Test
    void take_ofAClaimedId_givesTheEntryOnce() {
        Object entry = new Object();
        int id = table.claim(entry);

        assertThat(table.take(id)).isSameAs(entry);
        assertThat(table.take(id)).isNull();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void claims_ofAllSlotsAgainAndAgain_areCounted() {
        assertThat(table.claims()).isZero();
        for (int round = 1; round <= 3; round++) {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                ids.add(table.claim(new Object()));
            }
            assertThat(table.claims()).isEqualTo(64L * round);
            ids.forEach(table::take);
            assertThat(table.claims()).isEqualTo(64L * round);
        }
    }

    @Test
    void take_ofAnIdNeverGiven_findsNothing() {
        int id = table.claim(new Object());

        for (int other : new int[] {0, 1, id + 64, id - 64, -id, Integer.MIN_VALUE}) {
            assertThat(table.take(other)).as("id %d", other).isNull();
        }
        assertThat(table.isEmpty()).isFalse();
    }

    @Test
    void take_staleId_findsNothingAndLeavesTheNewEntry() {
        int stale = table.claim("old");
        table.take(stale);
        int id = table.claim("new");

        assertThat(table.take(stale)).isNull();
        assertThat(id).isNotEqualTo(stale);
        assertThat(table.take(id)).isEqualTo("new");
    }

    @Test
    void remove_byAnotherEntry_leavesTheSlot() {
        int id = table.claim("this");

        assertThat(table.remove(id, "that")).isFalse();
        assertThat(table.take(id)).isEqualTo("this");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 1024})
    void claim_fullTable_givesZeroUntilOneIsTaken(int capacity) {
        SlotTable<Object> full = new SlotTable<>(capacity);
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < capacity; i++) {
            ids.add(full.claim(new Object()));
        }

        assertThat(ids).hasSize(capacity).doesNotContain(0);
        assertThat(full.claim("more")).isZero();

        int freed = ids.iterator().next();
        full.take(freed);

        assertThat(full.claim("more")).isEqualTo(freed + capacity);
    }

    /** With the largest table a slot comes round after 131,072 claims. */
    @Test
    void claim_roundAllIds_isNeverZeroAndTurnsNegative() {
        SlotTable<Object> large = new SlotTable<>(1 << 15);
        Object entry = new Object();
        int first = large.claim(entry);
        large.take(first);
        boolean negative = false;
        int claims = 1;
        for (int id = large.claim(entry); id != first; id = large.claim(entry)) {
            assertThat(id).isNotZero();
            negative |= id < 0;
            assertThat(large.take(id)).isSameAs(entry);
            claims++;
        }

        assertThat(negative).isTrue();
        assertThat(claims).isEqualTo((1 << 17) - 1);
    }

    @Test
    void forEach_always_showsWhatIsThere() {
        SlotTable<Object> two = new SlotTable<>(128);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            ids.add(two.claim("entry " + i));
        }
        two.take(ids.remove(3));
        List<Integer> seen = new ArrayList<>();

        two.forEach((id, entry) -> seen.add(id));

        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void unused_always_isEmptyAndFindsNothing() {
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.take(64)).isNull();
        assertThat(table.remove(64, "x")).isFalse();
        table.forEach((id, entry) -> assertThat(entry).as("id %d", id).isNull());
    }
}
