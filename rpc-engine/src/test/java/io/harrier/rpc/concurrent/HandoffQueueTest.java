package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HandoffQueueTest {
    private final HandoffQueue<Item> queue = new HandoffQueue<>();

    @Test
    void takeAll_emptyQueue_givesNull() {
        assertThat(queue.takeAll()).isNull();
    }

    @Test
    void offer_toAnEmptyQueue_saysWake() {
        assertThat(queue.offer(new Item(1))).isTrue();
        assertThat(queue.offer(new Item(2))).isFalse();

        queue.takeAll();

        assertThat(queue.offer(new Item(3))).isTrue();
    }

    @Test
    void takeAll_several_givesOldestFirstAndLeavesNone() {
        for (int i = 1; i <= 5; i++) {
            queue.offer(new Item(i));
        }

        assertThat(Item.numbers(queue.takeAll())).containsExactly(1, 2, 3, 4, 5);
        assertThat(queue.takeAll()).isNull();
    }

    @Test
    void offer_aNodeThatWasTaken_keepsNoOldLink() {
        Item first = new Item(1);
        queue.offer(first);
        queue.offer(new Item(2));
        queue.takeAll();

        queue.offer(first);

        assertThat(Item.numbers(queue.takeAll())).containsExactly(1);
    }

    /** A number that can be queued. */
    static final class Item implements HandoffQueue.Node<Item> {
        private final int number;
        private Item next;

        Item(int number) {
            this.number = number;
        }

        @Override
        public Item next() {
            return next;
        }

        @Override
        public void next(Item next) {
            this.next = next;
        }

        static List<Integer> numbers(Item first) {
            List<Integer> numbers = new ArrayList<>();
            for (Item item = first; item != null; item = item.next) {
                numbers.add(item.number);
            }
            return numbers;
        }
    }
}
