package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.Connector;
import io.netty.channel.EventLoop;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongFunction;

/**
 * Opens one connection after the other. What became of it is told on its own event loop, where it
 * would end, too: it cannot do so while it is taken in. A refusal may be told on any thread.
 */
final class Opener {
    /** Whoever wants a connection. */
    interface Listener {
        void onOpened(Lease lease);

        void onRefused(Throwable error);
    }

    private final Connector connector;
    private final LongFunction<Lease> leases;
    private final Ticker ticker;

    /**
     * @param leases make one at the time they are given
     */
    Opener(Connector connector, LongFunction<Lease> leases, Ticker ticker) {
        this.connector = connector;
        this.leases = leases;
        this.ticker = ticker;
    }

    void open(Listener listener) {
        Lease lease = leases.apply(ticker.nanos());
        connector
                .connect(lease)
                .whenComplete(
                        (connection, error) -> {
                            if (error == null) {
                                onLoop(connection, lease, listener);
                            } else {
                                listener.onRefused(error);
                            }
                        });
    }

    private void onLoop(ClientConnection connection, Lease lease, Listener listener) {
        EventLoop loop = connection.eventLoop();
        try {
            if (loop.inEventLoop()) {
                take(connection, lease, listener);
            } else {
                loop.execute(() -> take(connection, lease, listener)); // open before one listened
            }
        } catch (RejectedExecutionException e) {
            listener.onRefused(e);
        }
    }

    private void take(ClientConnection connection, Lease lease, Listener listener) {
        if (connection.isOpen()) {
            lease.open(connection, ticker.nanos());
            listener.onOpened(lease);
        } else {
            listener.onRefused(new ClosedChannelException());
        }
    }
}
