package io.harrier.rpc.pool;

import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.strings;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.testing.RawPeer;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.ClientSettings;
import io.harrier.rpc.transport.Connector;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools of several hosts that share a quota, over real sockets; time stands still. */
final class HostPoolQuotaTest {
    private static final int MAX = 4;
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLoops loops = EventLoops.open(IoKind.AUTO, 1, "quota-test");
    private final AtomicLong now = new AtomicLong();
    private final ManualTimer timer = new ManualTimer();
    private final List<HostPool> pools = new ArrayList<>();
    private final List<ServerSocket> ports = new ArrayList<>();
    private final List<RawPeer> peers = new ArrayList<>();
    private ConnectionQuota quota = new ConnectionQuota(1);

    @AfterEach
    void close() throws IOException {
        pools.forEach(HostPool::closeNow);
        for (RawPeer peer : peers) {
            peer.close();
        }
        loops.close();
        timer.shutdownNow();
        for (ServerSocket port : ports) {
            port.close();
        }
    }

    @Test
    void acquire_anotherHostIsIdle_getsItsConnection() throws Exception {
        HostPool a = pooled();
        HostPool b = pooled();
        QuietCall idle = idle(a);

        QuietCall moved = QuietCall.blocking().acquire(b);

        assertThat(moved.connection().isOpen()).isTrue();
        assertThat(idle.connection().isOpen()).isFalse();
        assertThat(a.stats().open()).isZero();
        assertThat(a.stats().evicted()).isEqualTo(1);
        assertCounted(1);
    }

    @Test
    void acquire_severalAreIdle_getsTheOneThatHasBeenForLongest() throws Exception {
        quota = new ConnectionQuota(3);
        List<HostPool> idle = List.of(pooled(), pooled(), pooled());
        for (int each : new int[] {1, 2, 0}) {
            idle(idle.get(each));
            now.incrementAndGet();
        }

        QuietCall.blocking().acquire(pooled()).connection();

        assertThat(idle.get(1).stats().evicted()).isEqualTo(1);
        assertCounted(3);
    }

    @Test
    void acquire_allHaveOneInUse_waitsUntilOneIsIdle() throws Exception {
        HostPool a = pooled();
        HostPool b = pooled();
        QuietCall busy = QuietCall.blocking().acquire(a);
        busy.connection();

        QuietCall waits = QuietCall.blocking().acquire(b);
        askAgain();
        assertThat(waits.isWaiting()).isTrue();
        assertThat(busy.connection().isOpen()).isTrue();

        busy.end();
        askAgain();
        assertThat(waits.connection().isOpen()).isTrue();
        assertCounted(1);
    }

    /** It need not wait until it asks the next time. */
    @Test
    void acquire_aConnectionEndsElsewhere_getsItsPermitAtOnce() throws Exception {
        HostPool a = pool(ConnectionMode.SHORT, 0, Duration.ZERO, false);
        QuietCall busy = QuietCall.blocking().acquire(a);
        busy.connection();
        QuietCall there = QuietCall.blocking().acquire(a);
        QuietCall elsewhere = QuietCall.blocking().acquire(pooled());
        QuietCall last =
                QuietCall.blocking().acquire(pool(ConnectionMode.SHORT, 0, Duration.ZERO, false));

        busy.end();
        run(0);
        assertThat(there.connection().isOpen()).isTrue();
        there.end();
        run(0);
        assertThat(elsewhere.connection().isOpen()).isTrue();
        RawPeer.accept(ports.get(1)).close();
        run(0);

        assertThat(last.connection().isOpen()).isTrue();
        assertCounted(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void acquire_eachOtherHasOneInUse_getsTheOldestOnceThatHadItsTurn(int oldest) throws Exception {
        quota = new ConnectionQuota(2);
        List<HostPool> others = List.of(pooled(), pooled());
        QuietCall first = QuietCall.blocking().acquire(others.get(oldest));
        first.connection();
        now.incrementAndGet();
        QuietCall.blocking().acquire(others.get(1 - oldest)).connection();
        now.addAndGet(TURN_NANOS - 2);
        QuietCall waits = QuietCall.blocking().acquire(pooled());
        askAgain();
        assertThat(waits.isWaiting()).isTrue();
        now.incrementAndGet();

        askAgain();

        assertThat(waits.connection().isOpen()).isTrue();
        assertThat(others.get(oldest).stats().evicted()).isEqualTo(1);
        assertThat(first.connection().calls()).isEqualTo(1);
        assertThat(quota.taken()).isEqualTo(2);
    }

    /** What has calls still is open, though it is not counted. */
    @Test
    void acquire_asManyAsThereMayBeAreEnding_waitsForOneOfThem() throws Exception {
        QuietCall ends = QuietCall.blocking().acquire(pooled());
        ends.connection();
        now.addAndGet(TURN_NANOS);
        QuietCall.blocking().acquire(pooled()).connection();
        now.addAndGet(TURN_NANOS);
        QuietCall waits = QuietCall.blocking().acquire(pooled());
        askAgain();
        assertThat(pools.get(1).stats().evicted()).isZero();

        ends.end();
        askAgain();

        assertThat(waits.connection().isOpen()).isTrue();
        assertCounted(1);
    }

    @Test
    void shortage_callsWaitForWhatTheyShare_isNone() throws Exception {
        HostPool a = pool(ConnectionMode.MULTIPLEXED, 0, Duration.ZERO, false);
        QuietCall.blocking().acquire(a).connection();
        QuietCall waits = QuietCall.blocking().acquire(a);

        assertThat(waits.isWaiting()).isTrue();
        assertThat(quota.taken()).isEqualTo(quota.max());
        assertThat(a.shortage()).isEmpty();
        HostPool b = pooled();
        QuietCall.blocking().acquire(b);
        assertThat(b.shortage()).contains("the client has 1 connections to all its hosts");
    }

    /** Nothing is to be scheduled without end. */
    @Test
    void acquire_gaveUpMeanwhile_asksNoMore() throws Exception {
        QuietCall busy = QuietCall.blocking().acquire(pooled());
        busy.connection();
        HostPool b = pooled();
        QuietCall first = QuietCall.blocking().acquire(b);
        QuietCall second = QuietCall.blocking().acquire(b);
        b.forget(first);
        askAgain();
        b.forget(second);
        busy.end();

        askAgain();

        assertThat(busy.connection().isOpen()).isTrue();
        assertThat(isAskedAgain()).isFalse();
    }

    @Test
    void acquire_anotherHostHasSeveralInUse_getsOneThatEndsWithItsCall() throws Exception {
        quota = new ConnectionQuota(3);
        HostPool most = pooled();
        HostPool one = pooled();
        List<QuietCall> busy =
                List.of(QuietCall.blocking().acquire(most), QuietCall.blocking().acquire(most));
        List<ClientConnection> used = List.of(busy.get(0).connection(), busy.get(1).connection());
        QuietCall.blocking().acquire(one).connection();

        QuietCall.blocking().acquire(pooled()).connection();

        assertThat(most.stats().evicted()).isEqualTo(1);
        assertThat(most.stats().open()).isEqualTo(1);
        assertThat(one.stats().evicted()).isZero();
        assertCounted(3);
        assertThat(used).filteredOn(ClientConnection::isOpen).hasSize(1);
        assertThat(used).allMatch(each -> each.calls() == 1);
    }

    @Test
    void acquire_theOthersInUseHaveMoreAndLessCalls_getsTheOneWithLess() throws Exception {
        quota = new ConnectionQuota(2);
        HostPool a = shared(Duration.ZERO);
        QuietCall first = QuietCall.blocking().acquire(a);
        first.connection();
        QuietCall alone = QuietCall.blocking().acquire(a);
        alone.connection();
        share(first);
        await(() -> a.stats().multiplexed() == 1);
        QuietCall.blocking().acquire(a).connection();
        QuietCall.blocking().acquire(a).connection();

        QuietCall.blocking().acquire(pooled()).connection();

        assertThat(alone.connection().isOpen()).isFalse();
        assertThat(first.connection().isOpen()).isTrue();
        assertCounted(2);
    }

    /** It is closed on the loop of the one that asks, which tells its pool at once. */
    @Test
    void acquire_theOtherHostsOwnCallsWait_theyDoNotGetWhatItGives() throws Exception {
        quota = new ConnectionQuota(2);
        HostPool a = pooled();
        QuietCall busy = QuietCall.blocking().acquire(a);
        busy.connection();
        QuietCall.blocking().acquire(a).connection();
        QuietCall waits = QuietCall.blocking().acquire(a);
        HostPool b = pooled();
        QuietCall moved = QuietCall.blocking();

        busy.connection().eventLoop().execute(() -> moved.acquire(b));

        assertThat(moved.connection().isOpen()).isTrue();
        assertThat(waits.isWaiting()).isTrue();
        assertThat(a.stats().opened()).isEqualTo(2);
        assertCounted(2);
    }

    @Test
    void acquire_idleIsWhatAnotherIsAboutToTake_isLeftToThat() throws Exception {
        HostPool a = pooled();
        QuietCall told = QuietCall.looking().acquire(a);
        await(told::isTold);
        HostPool b = pooled();

        QuietCall waits = QuietCall.blocking().acquire(b);

        assertThat(a.stats().evicted()).isZero();
        a.look(told);
        told.connection();
        told.end();
        askAgain();
        assertThat(waits.connection().isOpen()).isTrue();
    }

    @Test
    void acquire_hasOneAlready_getsOnlyWhatIsIdleForLong() throws Exception {
        quota = new ConnectionQuota(2);
        HostPool a = pooled();
        HostPool b = pooled();
        QuietCall idle = idle(a);
        QuietCall first = QuietCall.blocking().acquire(b);
        first.connection();
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_999));

        QuietCall second = QuietCall.blocking().acquire(b);

        assertThat(second.isWaiting()).isTrue();
        assertThat(idle.connection().isOpen()).isTrue();
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        askAgain();
        assertThat(second.connection()).isNotSameAs(first.connection());
        assertThat(idle.connection().isOpen()).isFalse();
        assertCounted(2);
    }

    /** It is only looked at from time to time, and need not have had calls just then. */
    @Test
    void acquire_sharedHadCallsSinceTheLastLook_isNotTakenForIdleForLong() throws Exception {
        quota = new ConnectionQuota(2);
        HostPool a = shared(Duration.ZERO);
        QuietCall call = QuietCall.blocking().acquire(a);
        share(call);
        await(() -> a.stats().multiplexed() == 1);
        Runnable round = timer.next().task();
        round.run();
        HostPool b = pooled();
        QuietCall.blocking().acquire(b).connection();
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        idle(a);

        QuietCall second = QuietCall.blocking().acquire(b);
        assertThat(a.stats().open()).isEqualTo(1);
        round.run();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        askAgain();

        assertThat(second.connection().isOpen()).isTrue();
        assertThat(a.stats().open()).isZero();
    }

    /** Its own connections are all in use. */
    @Test
    void acquire_hasOneAlready_getsAPermitThatBecomesFree() throws Exception {
        quota = new ConnectionQuota(2);
        QuietCall other = QuietCall.blocking().acquire(pooled());
        other.connection();
        HostPool b = pooled();
        QuietCall first = QuietCall.blocking().acquire(b);
        first.connection();
        QuietCall second = QuietCall.blocking().acquire(b);
        QuietCall third = QuietCall.blocking().acquire(b);
        askAgain();
        assertThat(second.isWaiting()).isTrue();

        RawPeer.accept(ports.get(0)).close();
        run(0);

        assertThat(second.connection()).isNotSameAs(first.connection());
        assertThat(third.isWaiting()).isTrue();
        assertCounted(2);
    }

    /** One connection is closed for one that is opened. */
    @Test
    void acquire_severalAtOnce_takeOneAtATime() throws Exception {
        quota = new ConnectionQuota(3);
        HostPool a = pooled();
        List<QuietCall> idle = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            idle.add(QuietCall.blocking().acquire(a));
            idle.get(i).connection();
        }
        for (QuietCall each : idle) {
            each.end();
        }
        HostPool b = pooled();
        CountDownLatch holdsUp = holdUp(idle.get(0));

        List<QuietCall> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(QuietCall.blocking().acquire(b));
        }

        assertThat(a.stats().evicted()).isEqualTo(1);
        assertCounted(3);
        holdsUp.countDown();
        assertThat(calls.get(0).connection().isOpen()).isTrue();
    }

    @Test
    void acquire_byManyThreadsAtOnce_takesOneAllTheSame() throws Exception {
        for (int round = 0; round < 30; round++) {
            quota = new ConnectionQuota(3);
            HostPool a = pooled();
            List<QuietCall> idle =
                    List.of(QuietCall.blocking(), QuietCall.blocking(), QuietCall.blocking());
            for (QuietCall each : idle) {
                each.acquire(a).connection();
            }
            for (QuietCall each : idle) {
                each.end();
            }
            HostPool b = pooled();
            CyclicBarrier start = new CyclicBarrier(4);
            List<FutureTask<QuietCall>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(new FutureTask<>(() -> acquireAt(start, b)));
                new Thread(calls.get(i)).start();
            }
            for (FutureTask<QuietCall> call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }

            assertThat(a.stats().evicted()).isEqualTo(1);
        }
    }

    private static QuietCall acquireAt(CyclicBarrier start, HostPool pool) throws Exception {
        start.await(20, TimeUnit.SECONDS);
        return QuietCall.blocking().acquire(pool);
    }

    @Test
    void acquire_hostIsDown_takesNothingFromOthers() throws Exception {
        HostPool a = pooled();
        HostPool down = pooled();
        ports.get(1).close();
        QuietCall.blocking().acquire(down).failure();
        QuietCall.blocking().acquire(down).failure();
        QuietCall idle = idle(a);
        now.addAndGet(TimeUnit.SECONDS.toNanos(5));

        QuietCall waits = QuietCall.blocking().acquire(down);

        assertThat(waits.isWaiting()).isTrue();
        assertThat(idle.connection().isOpen()).isTrue();
    }

    /**
     * It was down, and may be well again: nothing is taken from others for it, but it has its turn.
     */
    @Test
    void acquire_hostFailedLast_getsItsTurn() throws Exception {
        HostPool a = pooled();
        HostPool b = pooled();
        ClientConnection refused = QuietCall.blocking().acquire(b).connection();
        RawPeer.accept(ports.get(1)).close();
        await(() -> b.stats().open() == 0);
        refused.eventLoop().submit(() -> {}).get(10, TimeUnit.SECONDS);
        QuietCall.blocking().acquire(a).connection();
        QuietCall waits = QuietCall.blocking().acquire(b);
        QuietCall.blocking().acquire(b);
        assertThat(b.shortage()).isNotEmpty();
        assertThat(waits.isWaiting()).isTrue();

        RawPeer.accept(ports.get(0)).close();
        run(0);

        assertThat(waits.connection().isOpen()).isTrue();
    }

    @Test
    void firstReply_ofWhatWasGivenUp_doesNotMakeItShared() throws Exception {
        HostPool a = shared(Duration.ZERO);
        QuietCall ends = QuietCall.blocking().acquire(a);
        ClientConnection given = ends.connection();
        now.addAndGet(TURN_NANOS);
        QuietCall.blocking().acquire(pooled()).connection();

        share(ends);
        await(() -> given.calls() == 0);
        given.eventLoop().submit(() -> {}).get(10, TimeUnit.SECONDS);

        assertThat(a.stats().multiplexed()).isZero();
        assertThat(a.stats().evicted()).isEqualTo(1);
    }

    @Test
    void acquire_sharedHasNoCalls_isGivenThoughTheLast() throws Exception {
        HostPool a = shared(Duration.ZERO);
        QuietCall call = QuietCall.blocking().acquire(a);
        share(call);
        await(() -> a.stats().multiplexed() == 1);
        QuietCall next = QuietCall.blocking().acquire(a);
        HostPool b = pooled();

        QuietCall waits = QuietCall.blocking().acquire(b);
        askAgain();
        assertThat(waits.isWaiting()).isTrue();

        next.end();
        CountDownLatch holdsUp = holdUp(call);
        askAgain();
        assertThat(a.stats().multiplexed()).isZero();
        assertCounted(1);
        holdsUp.countDown();
        assertThat(waits.connection().isOpen()).isTrue();
    }

    @Test
    void acquire_withoutThread_waitsToo() throws Exception {
        HostPool a = pooled();
        QuietCall busy = QuietCall.blocking().acquire(a);
        busy.connection();
        QuietCall there = new QuietCall(false).acquire(a);
        QuietCall elsewhere = new QuietCall(false).acquire(pooled());

        busy.end();

        assertThat(there.connection()).isSameAs(busy.connection());
        there.end();
        askAgain(); // the first host, which needs none any more
        askAgain();
        assertThat(elsewhere.connection().isOpen()).isTrue();
    }

    @Test
    void acquire_hostHasAsManyAsItMay_isNotToldOfAllHosts() throws Exception {
        quota = new ConnectionQuota(MAX);
        HostPool a = pooled();
        for (int i = 0; i < MAX; i++) {
            QuietCall.blocking().acquire(a).connection();
        }
        assertThat(quota.taken()).isEqualTo(quota.max());

        assertThatThrownBy(() -> a.acquire(new QuietCall(false)))
                .hasMessageEndingWith(
                        " (expected: fewer asynchronous calls at once; safe to retry)");
    }

    @Test
    void start_eagerAndMinIdle_takeNothingFromOthers() throws Exception {
        HostPool a = pooled();
        QuietCall idle = idle(a);
        timer.next(); // the first look of that pool
        HostPool b = pool(ConnectionMode.POOLED, 2, Duration.ZERO, true);
        Runnable round = timer.next().task();
        round.run();

        assertThat(idle.connection().isOpen()).isTrue();
        assertThat(isAskedAgain()).isFalse();
        assertCounted(1);
        a.close();
        await(() -> quota.taken() == 0);
        round.run();
        await(() -> b.stats().open() == 1);
        assertCounted(1);
    }

    @Test
    void acquire_eagerOpeningFoundNoPermit_getsOneAllTheSame() throws Exception {
        idle(pooled());
        HostPool b = pool(ConnectionMode.POOLED, 0, Duration.ZERO, true);

        assertThat(QuietCall.blocking().acquire(b).connection().isOpen()).isTrue();
        assertCounted(1);
    }

    @Test
    void connecting_fails_givesThePermitBack() throws Exception {
        HostPool a = pooled();
        HostPool down = pooled();
        ports.get(1).close();

        QuietCall.blocking().acquire(down).failure();
        QuietCall.blocking().acquire(down).failure();
        QuietCall.blocking().acquire(down); // tried later

        assertCounted(0);
        assertThat(QuietCall.blocking().acquire(a).connection().isOpen()).isTrue();
    }

    @Test
    void connectionEnds_byThePeer_givesThePermitBack() throws Exception {
        QuietCall call = QuietCall.blocking().acquire(pooled());
        call.connection();

        RawPeer.accept(ports.get(0)).close();

        await(() -> quota.taken() == 0);
        assertCounted(0);
    }

    @Test
    void close_idleInUseAndBeingOpened_givesAllPermitsBackAndLeaves() throws Exception {
        quota = new ConnectionQuota(3);
        HostPool a = pooled();
        QuietCall busy = QuietCall.blocking().acquire(a);
        busy.connection();
        QuietCall other = QuietCall.blocking().acquire(a);
        other.connection();
        other.end();
        HostPool b = pooled();
        CountDownLatch holdsUp = holdUp(busy);
        QuietCall.blocking().acquire(b);
        assertThat(quota).hasToString("3 of 3 connections, to 2 hosts");

        a.close();
        b.close();
        holdsUp.countDown();

        await(() -> quota.taken() == 0);
        assertThat(quota).hasToString("0 of 3 connections, to 0 hosts");
        assertCounted(0);
        busy.end();
        assertThat(quota.taken()).isZero();
    }

    /** It cannot have its successor before it goes; its permit stays here. */
    @Test
    void round_sharedIsTooOldAndNoMoreMayBe_givesWayToItsSuccessorAtOnce() throws Exception {
        HostPool a = shared(Duration.ofSeconds(10));
        QuietCall call = QuietCall.blocking().acquire(a);
        share(call);
        await(() -> a.stats().multiplexed() == 1);
        now.addAndGet(TimeUnit.SECONDS.toNanos(12));

        timer.next().task().run();

        assertThat(a.stats().evicted()).isEqualTo(1);
        PoolStats stats = a.stats();
        assertThat(stats.opened() + stats.opening()).isEqualTo(2);
        assertCounted(1);
    }

    @Test
    void round_sharedIsTooOldAndItsSuccessorIsOnTheWay_staysUntilThatIsOpen() throws Exception {
        quota = new ConnectionQuota(2);
        HostPool a = shared(Duration.ofSeconds(10));
        QuietCall call = QuietCall.blocking().acquire(a);
        share(call);
        await(() -> a.stats().multiplexed() == 1);
        CountDownLatch holdsUp = holdUp(call);
        now.addAndGet(TimeUnit.SECONDS.toNanos(12));
        Runnable round = timer.next().task();

        round.run();
        round.run();

        assertThat(a.stats().opening()).isEqualTo(1);
        assertThat(a.stats().evicted()).isZero();
        holdsUp.countDown();
        await(() -> a.stats().idle() == 1);
        round.run();
        assertThat(a.stats().evicted()).isEqualTo(1);
    }

    /** Each permit stands for a connection that is open or being opened. */
    private void assertCounted(int connections) {
        int counted =
                pools.stream()
                        .map(HostPool::stats)
                        .mapToInt(stats -> stats.open() + stats.opening())
                        .sum();
        assertThat(counted).isEqualTo(connections);
        assertThat(quota.taken()).isEqualTo(connections);
    }

    /** A connection that has had a call, and has none. */
    private static QuietCall idle(HostPool pool) throws Exception {
        QuietCall call = QuietCall.blocking().acquire(pool);
        call.connection();
        call.end();
        return call;
    }

    /** Lets the time pass until a host in need asks again. */
    private void askAgain() throws InterruptedException {
        run(ASK_AGAIN_NANOS);
    }

    private boolean isAskedAgain() throws InterruptedException {
        boolean isAsked = false;
        while (!timer.isEmpty()) {
            isAsked |= timer.next().nanos() == ASK_AGAIN_NANOS;
        }
        return isAsked;
    }

    /** Does what is to be done after that time. */
    private void run(long nanos) throws InterruptedException {
        ManualTimer.Due due = timer.next();
        while (due.nanos() != nanos) {
            due = timer.next();
        }
        due.task().run();
    }

    /** Answers a call as a peer that shares does. */
    private void share(QuietCall call) throws Exception {
        call.connection();
        RawPeer peer = RawPeer.accept(ports.get(0));
        peers.add(peer);
        String yes = framed(reply("echo", call.id(), "yes"));
        peer.send(withHeader(0, call.id(), strings("hr", "1"), yes));
    }

    /** Lets the event loop do nothing until it is told to. */
    private static CountDownLatch holdUp(QuietCall call) throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        call.connection().eventLoop().execute(() -> awaitQuietly(latch));
        return latch;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HostPool pooled() throws IOException {
        return pool(ConnectionMode.POOLED, 0, Duration.ZERO, false);
    }

    private HostPool shared(Duration maxAge) throws IOException {
        return pool(ConnectionMode.AUTO, 0, maxAge, false);
    }

    private HostPool pool(ConnectionMode mode, int minIdle, Duration maxAge, boolean eager)
            throws IOException {
        ServerSocket port = RawPeer.listen();
        ports.add(port);
        ClientSettings client =
                new ClientSettings(
                        new ThriftCodec(),
                        FrameLimits.DEFAULT,
                        mode == ConnectionMode.AUTO,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        now::get,
                        null);
        Connector connector = new Connector(loops, "127.0.0.1", port.getLocalPort(), client);
        PoolSettings settings = new PoolSettings(mode, MAX, minIdle, Duration.ZERO, maxAge, eager);
        HostPool pool = new HostPool(connector, settings, quota, now::get, new Random(1), timer);
        pools.add(pool.start());
        return pool;
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; i < 10_000 && !happened.getAsBoolean(); i++) {
            Thread.sleep(1);
        }
        assertThat(happened.getAsBoolean()).isTrue();
    }
}
