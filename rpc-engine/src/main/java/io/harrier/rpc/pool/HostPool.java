package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Lender;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.Connector;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one host, shared or lent to one call at a time, as {@link ConnectionMode}
 * says.
 *
 * <p>Every connection begins plain, and is lent. Once its first reply has told that the peer
 * multiplexes, it is shared, and lent no more. A call finds a shared connection, or an idle plain
 * one, without a lock; where there is none it queues with the {@link Lender}, and connections are
 * opened as {@link Demand} wants and {@link Openings} may.
 */
public final class HostPool implements ConnectionPool {
    private static final long CHECK_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Until other hosts are asked for a connection once more. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Connector connector;
    private final PoolSettings settings;
    private final ConnectionQuota quota;
    private final Ticker ticker;
    private final Lender<Lease, Waiter> plain = new Lender<>(this::handOver, Waiter::tellToLook);
    private final SharedConnections shared;
    private final Openings openings;
    private final Peer peer;
    private final Demand demand;
    private final Refusals refusals;
    private final Upkeep upkeep;
    private final Spares spares;
    private final Silences silences = new Silences(plain);

    /**
     * @param quota of the client: of this pool from its start until it is closed
     * @param timer for what is done from time to time, on any thread
     */
    public HostPool(
            Connector connector,
            PoolSettings settings,
            ConnectionQuota quota,
            Ticker ticker,
            RandomGenerator random,
            ScheduledExecutorService timer) {
        this.connector = connector;
        this.settings = settings;
        this.quota = quota;
        this.ticker = ticker;
        peer = new Peer(settings.mode(), ticker);
        shared = new SharedConnections(settings.max(), random);
        Ages ages = new Ages(settings.maxAge(), random);
        Permits.Share share = quota.share(this::onTurn);
        openings =
                new Openings(
                        new Opener(connector, now -> newLease(ages, now), ticker),
                        new Attempts(),
                        settings.max(),
                        share,
                        ticker,
                        random,
                        timer);
        demand = new Demand(settings, plain, shared, openings, peer);
        refusals = new Refusals(connector.toString(), plain, openings, quota, peer);
        upkeep = new Upkeep(settings, plain, shared, openings, ticker, random);
        spares = new Spares(plain, shared, openings, share, upkeep, ticker);
    }

    private Lease newLease(Ages ages, long now) {
        return new Lease(this, ages.isLimited(), ages.next(now));
    }

    /** Opens the first connections, if they are not to wait for the first call. */
    public HostPool start() {
        quota.join(spares);
        if (settings.eager()) {
            openings.open(demand.first());
        }
        if (settings.minIdle() > 0) {
            upkeep.ensure();
        }
        return this;
    }

    @Override
    public @Nullable ClientConnection acquire(Waiter call) {
        ClientConnection connection = shared.pick();
        return connection != null
                        && plain.waiting() == 0
                        && connection.calls() < SharedConnections.BUSY
                        && connection.claim(call)
                ? connection
                : acquireSlowly(call);
    }

    @Override
    public void look(Waiter call) {
        Lease idle = plain.look(call);
        if (idle == null) {
            openForWaiting(); // another may have taken what was opened for this one
        } else if (!isCheckedFirst(idle, call)) {
            lendChecked(idle, call);
        }
    }

    @Override
    public void forget(Waiter call) {
        plain.forget(call);
    }

    @Override
    public void close() {
        openings.close();
        quota.leave(spares);
        refusals.tellClosed();
        openings.all().forEach(lease -> lease.connection().close());
    }

    @Override
    public void closeNow() {
        close();
        openings.all().forEach(lease -> lease.connection().closeNow());
        openings.ending().forEach(lease -> lease.connection().closeNow());
    }

    @Override
    public String shortage() {
        return refusals.shortage();
    }

    @Override
    public PoolStats stats() {
        return upkeep.stats(connector.toString());
    }

    /** A call has ended on the connection, or there is room in its socket again. */
    void onRoom(Lease lease, ClientConnection connection) {
        if (connection.isMultiplexed()) {
            serve(connection);
            return;
        }
        if (connection.isOpen()) {
            silences.end();
            if (!peer.learn(connection)) {
                refusals.tellMisfit();
            }
            giveBack(lease);
        }
        prove(lease);
    }

    /** The peer shares: so do the calls that wait. */
    void onMultiplexed(Lease lease) {
        peer.hasShared();
        plain.remove(lease);
        if (lease.isOpen() && shared.add(lease)) { // else it was given up before its first reply
            serve(lease.connection());
        } else {
            lease.connection().close();
        }
        prove(lease);
    }

    void onSilence() {
        silences.count();
    }

    void onClosed(Lease lease) {
        plain.remove(lease);
        shared.remove(lease);
        if (openings.onEnded(lease)) {
            refusals.tellUnreachable(new ClosedChannelException());
        } else {
            openForWaiting();
        }
    }

    /** The host that has said something is well: all who still wait may have their connections. */
    private void prove(Lease lease) {
        if (lease.proves() && openings.onProved()) {
            openForWaiting();
        }
    }

    private final class Attempts implements Openings.Listener {
        @Override
        public void onOpened(Lease lease, boolean anotherFailed) {
            plain.add(lease);
            rest(lease);
            upkeep.ensure();
            if (anotherFailed) {
                openForWaiting(); // since then one was opened for all who came
            }
        }

        @Override
        public void onRefused(Throwable error, boolean isLast) {
            if (isLast) {
                refusals.tellUnreachable(error);
            } else {
                openForWaiting();
            }
        }

        @Override
        public void onRetry() {
            openForWaiting();
        }
    }

    /** Where the client has too many connections, other hosts may have to give one up. */
    private void openForWaiting() {
        if (!openings.openForWaiting(demand::waiting)) {
            return;
        }
        try {
            if (!openings.isFailing() && quota.ask(spares)) {
                openings.replace(demand::waiting);
            }
        } finally {
            openings.askAfter(ASK_AGAIN_NANOS); // for who waits then
        }
    }

    /** There is a permit for this pool, if it still wants one. */
    private void onTurn() {
        openings.after(0, this::openForWaiting);
    }

    private @Nullable ClientConnection acquireSlowly(Waiter call) {
        refusals.check();
        boolean isShared = shared.hasOpen();
        if (!isShared || shared.isBusy()) {
            Lease idle = plain.take();
            if (idle != null) {
                return lendBefore(idle, call);
            }
        }
        ClientConnection connection = isShared ? shared.claim(call) : null;
        if (connection == null) {
            return await(call);
        }
        if (demand.growth() > 0) {
            openings.open(1);
        }
        return connection;
    }

    private @Nullable ClientConnection await(Waiter call) {
        refusals.checkRoom(call);
        Lease idle = plain.takeOrWait(call);
        if (idle != null) {
            return lendBefore(idle, call);
        }
        refuseIfClosed();
        openForWaiting();
        shared.all().forEach(lease -> serve(lease.connection())); // room that nobody else saw
        return null;
    }

    /** Lends what may have been opened for one that waits, which then needs another. */
    private @Nullable ClientConnection lendBefore(Lease lease, Waiter call) {
        if (plain.waiting() != 0) {
            openForWaiting();
        }
        return lend(lease, call);
    }

    /** Puts a call on a connection that was idle; null if the call is told later. */
    private @Nullable ClientConnection lend(Lease lease, Waiter call) {
        if (isCheckedFirst(lease, call)) {
            return null;
        }
        ClientConnection connection = lease.connection();
        if (connection.claim(call)) {
            return connection;
        }
        connection.close();
        return acquireSlowly(call);
    }

    /** Whether its event loop sees first if it is still open: the call is told later. */
    private boolean isCheckedFirst(Lease lease, Waiter call) {
        ClientConnection connection = lease.connection();
        if (lease.restedNanos(ticker.nanos()) <= CHECK_AFTER_NANOS) {
            return false;
        }
        connection.afterPoll(() -> lendChecked(lease, call));
        return true;
    }

    /** A connection that has not been idle for long, or that its event loop has seen to be open. */
    private void lendChecked(Lease lease, Waiter call) {
        if (!handOver(lease, call)) {
            giveBack(lease);
        }
    }

    /** Gives a connection to who waits; false if the call wants none any more. */
    private boolean handOver(Lease lease, Waiter call) {
        ClientConnection connection = lease.connection();
        if (!connection.claim(call)) {
            connection.close();
            waitAgain(call);
            return true;
        }
        if (call.onConnection(connection)) {
            return true;
        }
        connection.unclaim(call);
        return false;
    }

    /** Another connection is needed: the one that was to be had has ended. */
    private void waitAgain(Waiter call) {
        plain.waitFirst(call);
        refuseIfClosed();
        openForWaiting();
    }

    /** One that queued while the pool was being closed was seen by nobody else. */
    private void refuseIfClosed() {
        if (openings.isClosed()) {
            refusals.tellClosed();
        }
    }

    /** Gives room on a shared connection to those who wait. */
    private void serve(ClientConnection connection) {
        while (plain.waiting() != 0 && connection.isOpen() && connection.hasRoom()) {
            Waiter call = plain.nextWaiter();
            if (call == null) {
                return;
            }
            if (!connection.claim(call)) {
                waitAgain(call); // room that comes back meanwhile is looked for again
            } else if (!call.onConnection(connection)) {
                connection.unclaim(call);
            }
        }
    }

    /** A plain connection has no call any more. */
    private void giveBack(Lease lease) {
        if (settings.mode() == ConnectionMode.SHORT || peer.isMisfit()) {
            lease.connection().close();
        } else if (lease.isOld(ticker.nanos())) {
            upkeep.evict(lease);
        } else {
            rest(lease);
        }
    }

    private void rest(Lease lease) {
        lease.rest(ticker.nanos());
        plain.giveBack(lease);
    }

    /** Host and port. */
    @Override
    public String toString() {
        return connector.toString();
    }
}
