package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.HandoffQueue;
import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Collects what many threads want written, and writes it with one flush.
 *
 * <p>Whoever finds the batch empty wakes the event loop once; the loop takes all that has come
 * together by then. While the loop reads, it is not woken: it drains the batch when its reading
 * ends. {@link #submit} is for any thread, the rest for the loop.
 */
final class WriteBatch {
    private final HandoffQueue<Outbound> waiting = new HandoffQueue<>();
    private final Channel channel;
    private final Consumer<Outbound> writer;
    private final Runnable drain = this::drain;
    private boolean reading;

    /**
     * @param writer writes or drops one; called on the event loop, followed by a flush for all
     */
    WriteBatch(Channel channel, Consumer<Outbound> writer) {
        this.channel = channel;
        this.writer = writer;
    }

    /**
     * @throws RejectedExecutionException if the event loop has ended, and with it the connection
     */
    void submit(Outbound outbound) {
        if (waiting.offer(outbound) && !(channel.eventLoop().inEventLoop() && reading)) {
            channel.eventLoop().execute(drain);
        }
    }

    void beginReading() {
        reading = true;
    }

    void endReading() {
        reading = false;
        drain();
    }

    void drain() {
        Outbound next = waiting.takeAll();
        if (next == null) {
            return;
        }
        while (next != null) {
            Outbound written = next;
            next = written.next();
            written.next(null);
            writer.accept(written);
        }
        channel.flush();
    }
}
