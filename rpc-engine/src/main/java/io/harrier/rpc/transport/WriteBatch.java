package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.HandoffQueue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Collects what many threads want written, and writes it with one flush.
 *
 * <p>Whoever finds the batch empty wakes the event loop once; the loop takes all that has come
 * together by then. While the loop reads, it is not woken: it drains the batch when its reading
 * ends at the latest. {@link #submit} is for any thread, the rest for the loop.
 */
final class WriteBatch {
    private static final int PART_BYTES = 256 * 1024;

    private final HandoffQueue<Outbound> waiting = new HandoffQueue<>();
    private final Channel channel;
    private final Consumer<Outbound> writer;
    private final Consumer<Outbound> dropper;
    private final Runnable drain = this::drain;
    private boolean reading;
    private int brought;

    /**
     * @param writer writes or drops one; called on the event loop, followed by a flush for all
     * @param dropper takes one that can never be written, as the loop has ended; on any thread
     */
    WriteBatch(Channel channel, Consumer<Outbound> writer, Consumer<Outbound> dropper) {
        this.channel = channel;
        this.writer = writer;
        this.dropper = dropper;
    }

    /** Only whole buffers are seen to leave, so large ones are written in parts. */
    static void writeInParts(ByteBuf frame, Channel channel) {
        while (frame.readableBytes() > PART_BYTES) {
            channel.write(frame.readRetainedSlice(PART_BYTES), channel.voidPromise());
        }
        channel.write(frame, channel.voidPromise());
    }

    void submit(Outbound outbound) {
        boolean whileReading = channel.eventLoop().inEventLoop() && reading;
        if (whileReading) {
            brought++;
        }
        if (waiting.offer(outbound) && !whileReading) {
            try {
                channel.eventLoop().execute(drain);
            } catch (RejectedExecutionException e) {
                forEachWaiting(dropper);
            }
        }
    }

    void beginReading() {
        reading = true;
    }

    boolean isReading() {
        return reading;
    }

    /** How many the loop has brought since the last drain, while it read. */
    int brought() {
        return brought;
    }

    void endReading() {
        reading = false;
        drain();
    }

    void drain() {
        brought = 0;
        if (forEachWaiting(writer)) {
            channel.flush();
        }
    }

    private boolean forEachWaiting(Consumer<Outbound> action) {
        Outbound next = waiting.takeAll();
        boolean any = next != null;
        while (next != null) {
            Outbound taken = next;
            next = taken.next();
            taken.next(null);
            action.accept(taken);
        }
        return any;
    }
}
