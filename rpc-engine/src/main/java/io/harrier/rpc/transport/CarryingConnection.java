package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.SlotTable;
import io.harrier.rpc.error.RpcException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls in flight on a client's connection, from {@link #claim} until they leave the table.
 * Whoever takes a call out of it tells it its end; if the connection takes no more calls, the last
 * to go closes it. For any thread.
 */
abstract class CarryingConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(CarryingConnection.class);
    private static final int MAX_CALLS = 1024;

    final Channel channel;
    private final ConnectionState state = new ConnectionState();
    final SlotTable<PendingReply> calls = new SlotTable<>(MAX_CALLS);

    private volatile boolean multiplexed;
    private volatile boolean lost;
    private boolean closedTold;

    CarryingConnection(Channel channel) {
        this.channel = channel;
    }

    /** There is room for a call. */
    abstract void onRoom();

    /** It takes no more calls. Once, on the event loop. */
    abstract void onClosed();

    /**
     * Takes a call on: the slot it gets is its sequence number. False if there is no room for it,
     * now or ever again.
     */
    public boolean claim(PendingReply call) {
        if (!hasRoom() || !state.acquire()) {
            return false;
        }
        int id = calls.claim(call);
        if (id == 0) {
            release();
            return false;
        }
        call.id(id);
        return true;
    }

    /** Whether a call could come on now, but for the calls that come on meanwhile. */
    public boolean hasRoom() {
        return multiplexed ? channel.isWritable() && state.calls() < MAX_CALLS : state.calls() == 0;
    }

    /**
     * Lets a call go whose caller waits no more; whoever gets true has the right to tell it its
     * end. On a plain connection the reply could be taken for the next call's: the connection
     * closes.
     */
    public boolean abandon(PendingReply call) {
        if (!calls.remove(call.id(), call)) {
            return false;
        }
        leaveUnanswered();
        return true;
    }

    /** Lets a call go that was never written. */
    public void withdraw(PendingReply call) {
        if (unclaim(call)) {
            onRoom();
        }
    }

    /** As {@link #withdraw}, for the one who would be told of the room. */
    public boolean unclaim(PendingReply call) {
        boolean removed = calls.remove(call.id(), call);
        if (removed) {
            release();
        }
        return removed;
    }

    /** Takes no more calls; those in flight end first. */
    public void close() {
        if (state.close()) {
            channel.close();
        }
        tellClosed();
    }

    /** Ends the connection and all calls on it. */
    public void closeNow() {
        close();
        channel.close();
    }

    public boolean isOpen() {
        return state.isOpen();
    }

    /** Whether it was the peer, or the network, that ended it. */
    public boolean isLost() {
        return lost;
    }

    public boolean isMultiplexed() {
        return multiplexed;
    }

    public int calls() {
        return state.calls();
    }

    /** A number that is another one if calls have come on since it was asked for. */
    public long callsEver() {
        return calls.claims();
    }

    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    /**
     * Runs a task on the event loop when that has read what had come until now, and so knows if the
     * peer has ended the connection; at once if the loop has ended.
     */
    public void afterPoll(Runnable task) {
        AfterPoll.run(channel.eventLoop(), task);
    }

    /** From now on many calls may share it, or still only one. */
    final void multiplexed(boolean isMultiplexed) {
        multiplexed = isMultiplexed;
    }

    /** A call that is out of the table goes. */
    final void leave() {
        release();
        onRoom();
    }

    /** The same, while its reply may still come. */
    final void leaveUnanswered() {
        if (!multiplexed) {
            state.close();
            channel.close();
        }
        leave();
    }

    /** Since the other end is gone, or cannot be trusted. On the event loop. */
    final void takeNoMore() {
        lost |= state.isOpen();
        state.close();
    }

    /** Fails the calls in flight, where no more come. On the event loop. */
    final void failAll(RpcException failure) {
        calls.forEach(
                (id, call) -> {
                    if (calls.remove(id, call)) {
                        state.release();
                        call.onFailure(failure.here());
                    }
                });
        tellClosed();
    }

    final String remote() {
        return HostName.text(channel.remoteAddress());
    }

    private void release() {
        if (state.release()) {
            channel.close();
        }
    }

    private void tellClosed() {
        if (!channel.eventLoop().inEventLoop()) {
            runOnLoop(this::tellClosed);
        } else if (!closedTold) {
            closedTold = true;
            onClosed();
        }
    }

    private void runOnLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: event loop has ended", remote());
        }
    }
}
