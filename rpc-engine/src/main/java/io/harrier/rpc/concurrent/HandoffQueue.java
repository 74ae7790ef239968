package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands nodes from many threads to one, which takes all of them at once. The nodes are linked
 * through themselves, so that nothing is allocated; whoever finds the queue empty is told to wake
 * the consumer.
 *
 * <p>Lock-free for producers, wait-free for the consumer. A node is in at most one queue at a time,
 * and in no other list meanwhile.
 *
 * @param <N> the nodes
 */
public final class HandoffQueue<N extends HandoffQueue.Node<N>> {
    /** Something that can be linked. While it is in a queue, only that calls these. */
    public interface Node<N> {
        @Nullable N next();

        void next(@Nullable N next);
    }

    private final AtomicReference<@Nullable N> newest = new AtomicReference<>();

    /** Adds a node; true if the queue was empty, so that the consumer must be woken. */
    public boolean offer(N node) {
        while (true) {
            N head = newest.get();
            node.next(head);
            if (newest.compareAndSet(head, node)) {
                return head == null;
            }
        }
    }

    /**
     * All nodes, oldest first, linked by {@link Node#next()}; null if there are none. For the
     * consumer alone.
     */
    public @Nullable N takeAll() {
        N node = newest.getAndSet(null);
        N oldest = null;
        while (node != null) {
            N older = node.next();
            node.next(oldest);
            oldest = node;
            node = older;
        }
        return oldest;
    }
}
