package io.harrier.rpc.pool;

import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.strings;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.testing.RawPeer;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.ClientSettings;
import io.harrier.rpc.transport.Connector;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain connections over real sockets; time stands still unless a test moves it. */
final class HostPoolTest {
    private static final Duration NEVER = Duration.ZERO;

    private final ServerSocket port = listen();
    private final EventLoops loops = EventLoops.open(IoKind.AUTO, 1, "pool-test");
    private final AtomicLong now = new AtomicLong();
    private final ManualTimer timer = new ManualTimer();
    private final List<HostPool> pools = new ArrayList<>();
    private final List<RawPeer> peers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        pools.forEach(HostPool::closeNow);
        for (RawPeer peer : peers) {
            peer.close();
        }
        loops.close();
        timer.shutdownNow();
        port.close();
    }

    @Test
    void acquire_noneYet_opensOneAndTellsTheCall() throws Exception {
        HostPool pool = pooled(2);

        assertThat(QuietCall.blocking().acquire(pool).connection().isOpen()).isTrue();
        assertThat(pool.stats().opened()).isEqualTo(1);
    }

    @Test
    void acquire_oneIsIdle_takesItAtOnce() throws Exception {
        HostPool pool = pooled(2);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.end();

        ClientConnection second = pool.acquire(QuietCall.blocking());

        assertThat(second).isSameAs(first.connection());
    }

    /** Else it had none to wait for, if all others are kept by calls that end after its own. */
    @Test
    @Timeout(20)
    void acquire_takesWhatWasOpenedForAnother_opensOneForThat() throws Exception {
        HostPool pool = pooled(2);
        QuietCall told = QuietCall.looking().acquire(pool);
        while (!told.isTold()) {
            Thread.onSpinWait();
        }

        assertThat(pool.acquire(QuietCall.blocking())).isNotNull();

        while (pool.stats().opened() < 2 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        assertThat(pool.stats().opened()).isEqualTo(2);
    }

    @Test
    void end_anotherWaits_getsTheConnection() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.connection();
        QuietCall second = QuietCall.blocking().acquire(pool);
        assertThat(second.isWaiting()).isTrue();
        assertThat(pool.stats().waiting()).isEqualTo(1);

        first.end();

        assertThat(second.connection()).isSameAs(first.connection());
        assertThat(pool.stats().waiting()).isZero();
    }

    @Test
    void end_theFirstThatWaitedIsGone_theNextGetsTheConnection() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.connection();
        QuietCall gone = QuietCall.blocking().acquire(pool);
        QuietCall forgotten = QuietCall.blocking().acquire(pool);
        QuietCall next = QuietCall.blocking().acquire(pool);
        gone.giveUp();
        pool.forget(forgotten);

        first.end();

        assertThat(next.connection()).isSameAs(first.connection());
        assertThat(forgotten.isWaiting()).isTrue();
    }

    @Test
    void end_anotherWaitsAndCanLook_isWokenAndFindsTheConnection() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.connection();
        QuietCall second = QuietCall.looking().acquire(pool);

        first.end();

        assertThat(second.isTold()).isTrue();
        assertThat(second.isWaiting()).isTrue();
        pool.look(second);
        assertThat(second.connection()).isSameAs(first.connection());
    }

    @Test
    void look_anotherTookWhatWasOpenedForIt_opensOneMore() throws Exception {
        HostPool pool = pooled(3);
        QuietCall.blocking().acquire(pool).connection();
        QuietCall waits = QuietCall.looking().acquire(pool);
        await(waits::isTold);
        QuietCall faster = QuietCall.blocking().acquire(pool);
        assertThat(faster.isWaiting()).isFalse();

        pool.look(waits);

        await(() -> pool.stats().opened() == 3);
        await(() -> pool.stats().idle() == 1 || !waits.isWaiting()); // told to look, or given it
        if (waits.isWaiting()) {
            pool.look(waits);
        }
        assertThat(waits.connection()).isNotSameAs(faster.connection());
    }

    @Test
    void look_whatItFindsHasRested_asksTheLoopFirst() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        EventLoop loop = first.connection().eventLoop();
        QuietCall second = QuietCall.looking().acquire(pool);
        first.end();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        CountDownLatch isBusy = new CountDownLatch(1);
        loop.execute(() -> awaitQuietly(isBusy));

        pool.look(second);

        assertThat(second.isWaiting()).isTrue();
        isBusy.countDown();
        assertThat(second.connection()).isSameAs(first.connection());
    }

    @Test
    void look_gaveUpMeanwhile_leavesTheConnectionToOthers() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.connection();
        QuietCall gone = QuietCall.looking().acquire(pool);
        first.end();
        gone.giveUp();

        pool.look(gone);

        assertThat(QuietCall.blocking().acquire(pool).connection()).isSameAs(first.connection());
        assertThat(pool.stats().waiting()).isZero();
    }

    @Test
    void acquire_full_refusesWhatHasNoThread() throws Exception {
        HostPool pool = pooled(1);
        QuietCall.blocking().acquire(pool).connection();

        assertThatThrownBy(() -> pool.acquire(new QuietCall(false)))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED))
                .hasMessageContaining("no room on 1 connections to 127.0.0.1:");
    }

    @Test
    void connectionEnds_oneWaits_anotherIsOpened() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.connection();
        QuietCall second = QuietCall.blocking().acquire(pool);

        first.connection().closeNow();

        assertThat(second.connection()).isNotSameAs(first.connection());
        assertThat(second.connection().isOpen()).isTrue();
    }

    @Test
    void idleConnectionEnds_isForgotten() throws Exception {
        HostPool pool = pooled(2);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.end();

        RawPeer.accept(port).close();
        await(() -> pool.stats().open() == 0);

        assertThat(pool.stats().idle()).isZero();
        assertThat(QuietCall.blocking().acquire(pool).connection()).isNotSameAs(first.connection());
    }

    @Test
    void acquire_afterIdleness_asksTheLoopFirst() throws Exception {
        HostPool pool = pooled(2);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.end();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));

        QuietCall second = QuietCall.blocking();

        assertThat(pool.acquire(second)).isNull();
        assertThat(second.connection()).isSameAs(first.connection());
    }

    /** Its event loop is busy with tasks, and has not read that the peer is gone. */
    @Test
    void acquire_restedConnectionHasEndedUnseen_getsAFreshOne() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        EventLoop loop = first.connection().eventLoop();
        first.end();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        CountDownLatch isBusy = new CountDownLatch(1);
        loop.execute(() -> awaitQuietly(isBusy));
        RawPeer.accept(port).close();
        QuietCall second = QuietCall.blocking();
        assertThat(pool.acquire(second)).isNull();

        isBusy.countDown();

        assertThat(second.connection()).isNotSameAs(first.connection());
        assertThat(second.connection().isOpen()).isTrue();
    }

    /** As a call from a completion does. */
    @Test
    void acquire_onTheLoopOfTheRestedConnection_getsAFreshOne() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        EventLoop loop = first.connection().eventLoop();
        first.end();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        CountDownLatch isBusy = new CountDownLatch(1);
        QuietCall second = new QuietCall(false);
        loop.execute(
                () -> {
                    awaitQuietly(isBusy);
                    second.acquire(pool);
                });
        RawPeer.accept(port).close();

        isBusy.countDown();

        assertThat(second.connection()).isNotSameAs(first.connection());
    }

    @Test
    void acquire_restedConnectionsLoopEnds_isNotForgotten() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.connection();
        first.end();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        EventLoop loop = first.connection().eventLoop();
        CountDownLatch isBusy = new CountDownLatch(1);
        loop.execute(() -> awaitQuietly(isBusy));
        QuietCall second = QuietCall.blocking();
        assertThat(pool.acquire(second)).isNull();

        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        isBusy.countDown();

        try {
            assertThat(second.connection()).isSameAs(first.connection()); // about to end
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(RpcException.class);
        }
    }

    @Test
    void acquire_afterIdlenessAndGivenUp_leavesTheConnectionToOthers() throws Exception {
        HostPool pool = pooled(1);
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.end();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        QuietCall second = QuietCall.blocking();
        second.giveUp();
        pool.acquire(second);

        assertThat(QuietCall.blocking().acquire(pool).connection()).isSameAs(first.connection());
    }

    @Test
    void shortMode_eachCall_hasAConnectionOfItsOwn() throws Exception {
        HostPool pool = pool(settings(ConnectionMode.SHORT, 1, 0, NEVER, NEVER, false));
        QuietCall first = QuietCall.blocking().acquire(pool);
        first.connection();
        QuietCall second = QuietCall.blocking().acquire(pool);
        assertThat(second.isWaiting()).isTrue();

        first.end();

        assertThat(second.connection()).isNotSameAs(first.connection());
        assertThat(first.connection().isOpen()).isFalse();
        assertThat(pool.stats().opened()).isEqualTo(2);
    }

    @Test
    void round_idleForTooLong_closesAllButTheLeast() throws Exception {
        HostPool pool =
                pool(settings(ConnectionMode.POOLED, 4, 1, Duration.ofSeconds(9), NEVER, true));
        open(pool, 3);
        round();
        assertThat(pool.stats().open()).isEqualTo(3);

        now.addAndGet(TimeUnit.SECONDS.toNanos(9));
        round();

        await(() -> pool.stats().open() == 1);
        assertThat(pool.stats().evicted()).isEqualTo(2);
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void round_inUse_isNotIdle() throws Exception {
        HostPool pool =
                pool(settings(ConnectionMode.POOLED, 4, 0, Duration.ofSeconds(9), NEVER, false));
        QuietCall call = QuietCall.blocking().acquire(pool);
        call.connection();
        now.addAndGet(TimeUnit.SECONDS.toNanos(100));
        round();

        assertThat(call.connection().isOpen()).isTrue();
        call.end();
        round();
        assertThat(pool.stats().open()).isEqualTo(1);
    }

    /** Calls are short, and rounds far between: hardly ever does one see a call. */
    @Test
    void round_sharedWasUsedSinceTheLast_isNotIdle() throws Exception {
        HostPool pool =
                pool(settings(ConnectionMode.AUTO, 2, 0, Duration.ofSeconds(9), NEVER, false));
        List<ClientConnection> both = shareTwo(pool);
        round();
        for (int i = 0; i < 3; i++) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(5));
            for (ClientConnection each : both) {
                QuietCall call = QuietCall.blocking();
                assertThat(each.claim(call)).isTrue();
                each.unclaim(call);
            }
            round();
        }
        assertThat(pool.stats().evicted()).isZero();

        now.addAndGet(TimeUnit.SECONDS.toNanos(9));
        round();

        assertThat(pool.stats().evicted()).as("but one of two that nobody used").isEqualTo(1);
    }

    @Test
    void round_tooOld_closesWhatIsIdle() throws Exception {
        HostPool pool =
                pool(settings(ConnectionMode.POOLED, 4, 0, NEVER, Duration.ofSeconds(10), false));
        open(pool, 1);
        now.addAndGet(TimeUnit.SECONDS.toNanos(8));
        round();
        assertThat(pool.stats().evicted()).isZero();

        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        round();

        await(() -> pool.stats().open() == 0);
        assertThat(pool.stats().evicted()).isEqualTo(1);
    }

    @Test
    void end_tooOld_closesTheConnection() throws Exception {
        HostPool pool =
                pool(settings(ConnectionMode.POOLED, 4, 0, NEVER, Duration.ofSeconds(10), false));
        QuietCall call = QuietCall.blocking().acquire(pool);
        call.connection();
        now.addAndGet(TimeUnit.SECONDS.toNanos(11));
        assertThat(call.connection().isOpen()).isTrue();

        call.end();

        assertThat(call.connection().isOpen()).isFalse();
        assertThat(pool.stats().evicted()).isEqualTo(1);
    }

    @Test
    void round_lessThanTheLeastIdle_opensMore() throws Exception {
        HostPool pool = pool(settings(ConnectionMode.POOLED, 4, 2, NEVER, NEVER, false));
        assertThat(pool.stats().open()).isZero();

        round();

        await(() -> pool.stats().idle() == 2);
        RawPeer.accept(port).close();
        await(() -> pool.stats().open() == 1);
        round();
        await(() -> pool.stats().idle() == 2);
    }

    @Test
    void round_hostIsDown_isTriedMoreAndMoreSeldom() throws Exception {
        port.close();
        HostPool pool = pool(settings(ConnectionMode.POOLED, 4, 2, NEVER, NEVER, false));
        List<Long> failed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            round();
            await(() -> pool.stats().opening() == 0);
            failed.add(pool.stats().failed());
        }

        assertThat(failed).containsExactly(2L, 2L, 3L, 3L, 3L, 3L, 4L, 4L);
    }

    @ParameterizedTest
    @EnumSource(ConnectionMode.class)
    void start_eager_opensBeforeTheFirstCall(ConnectionMode mode) throws Exception {
        HostPool pool = pool(settings(mode, 4, 0, NEVER, NEVER, true));

        await(() -> pool.stats().idle() == 1);
        assertThat(pool.acquire(QuietCall.blocking())).isNotNull();
    }

    @Test
    void acquire_hostIsDown_isTriedLaterEachTime() throws Exception {
        HostPool pool = pooled(4);
        port.close();
        assertThat(QuietCall.blocking().acquire(pool).failure())
                .hasMessageMatching("no connection to 127.0.0.1:\\d+: connection refused .*");
        assertThat(QuietCall.blocking().acquire(pool).failure().kind())
                .isEqualTo(ErrorKind.NOT_SENT);
        assertThat(timer.isEmpty()).isTrue();

        QuietCall third = QuietCall.blocking().acquire(pool);
        QuietCall fourth = QuietCall.blocking().acquire(pool);
        ManualTimer.Due due = timer.next();
        assertThat(due.nanos()).isBetween(1L, TimeUnit.MILLISECONDS.toNanos(2));
        assertThat(third.isWaiting()).isTrue();
        now.addAndGet(due.nanos());
        due.task().run();

        assertThat(third.failure()).hasMessageContaining("connection refused");
        assertThat(fourth.failure()).hasMessageContaining("connection refused");
        assertThat(pool.stats().failed()).isEqualTo(3);
        assertThat(timer.isEmpty()).isTrue();
    }

    /** Nothing else would: the connection that is there is kept by a call. */
    @Test
    void acquire_hostRefusesWhileAConnectionIsKept_isTriedUntilItDoesNot() throws Exception {
        HostPool pool = pooled(4);
        QuietCall first = QuietCall.blocking().acquire(pool);
        try (RawPeer kept = RawPeer.accept(port)) {
            first.connection();
            assertThat(timer.next()).as("the first look after what is idle").isNotNull();
            port.close();
            QuietCall second = QuietCall.blocking().acquire(pool);
            ManualTimer.Due due = timer.next();
            assertThat(second.isWaiting()).isTrue();

            try (ServerSocket again =
                    new ServerSocket(port.getLocalPort(), 50, InetAddress.getLoopbackAddress())) {
                now.addAndGet(due.nanos());
                due.task().run();

                assertThat(second.connection().isOpen()).isTrue();
                assertThat(again.isBound()).isTrue();
            }
            assertThat(kept).isNotNull();
        }
    }

    /** A server that is full does, and one that does not take the client's certificate. */
    @Test
    void acquire_hostTakesConnectionsAndEndsThem_isTriedLaterEachTime() throws Exception {
        HostPool pool = pooled(4);
        assertThat(dropped(pool)).isTrue();
        assertThat(timer.next()).as("the first look after what is idle").isNotNull();
        assertThat(dropped(pool)).as("one may be an accident").isTrue();

        QuietCall third = QuietCall.blocking().acquire(pool);
        QuietCall fourth = QuietCall.blocking().acquire(pool);
        ManualTimer.Due due = timer.next();
        assertThat(due.nanos()).isBetween(1L, TimeUnit.MILLISECONDS.toNanos(4));
        assertThat(third.isWaiting()).isTrue();
        now.addAndGet(due.nanos());
        due.task().run();

        third.connection();
        RawPeer.accept(port).close();
        assertThat(fourth.failure())
                .hasMessageMatching(
                        "no connection to 127.0.0.1:\\d+: it closed the connection at once .*");
        assertThat(pool.stats().opened()).isEqualTo(3);
    }

    @Test
    void acquire_hostIsBackAndLetsAConnectionLive_isTriedAtOnce() throws Exception {
        HostPool pool = pooled(4);
        assertThat(dropped(pool)).isTrue();
        assertThat(dropped(pool)).isTrue();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        QuietCall.blocking().acquire(pool).connection();
        assertThat(timer.next()).as("the first look after what is idle").isNotNull();

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        QuietCall.blocking().acquire(pool).connection();
        QuietCall.blocking().acquire(pool).connection();

        assertThat(timer.isEmpty()).isTrue();
    }

    @Test
    void acquire_connectionsEndAfterAWhile_isTriedAtOnce() throws Exception {
        HostPool pool = pooled(4);
        for (int i = 0; i < 4; i++) {
            QuietCall call = QuietCall.blocking().acquire(pool);
            call.connection();
            call.end();
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            RawPeer.accept(port).close();
            await(() -> pool.stats().open() == 0);
        }
        assertThat(timer.next()).as("the first look after what is idle").isNotNull();

        assertThat(timer.isEmpty()).isTrue();
    }

    @Test
    void acquire_callsGiveTheirConnectionsUp_isTriedAtOnce() throws Exception {
        HostPool pool = pooled(4);
        for (int i = 0; i < 4; i++) {
            QuietCall call = QuietCall.blocking().acquire(pool);
            call.connection().abandon(call);
            await(() -> pool.stats().open() == 0);
        }
        assertThat(timer.next()).as("the first look after what is idle").isNotNull();

        assertThat(timer.isEmpty()).isTrue();
    }

    @Test
    void silence_twice_closesWhatIsIdle() throws Exception {
        HostPool pool = pooled(4);
        open(pool, 2);

        pool.onSilence();
        assertThat(pool.stats().idle()).isEqualTo(2);
        pool.onSilence();

        await(() -> pool.stats().open() == 0);
    }

    @Test
    void close_callsWaitAndCome_areRefused() throws Exception {
        HostPool pool = pooled(1);
        QuietCall call = QuietCall.blocking().acquire(pool);
        call.connection();
        QuietCall waits = QuietCall.blocking().acquire(pool);

        pool.close();

        assertThat(waits.failure()).hasMessageContaining("is closed");
        assertThatThrownBy(() -> pool.acquire(QuietCall.blocking()))
                .hasMessageContaining("is closed");
        call.end();
        await(() -> pool.stats().open() == 0);
    }

    /** Whether a call came onto a connection of its own, which the peer has ended then. */
    private boolean dropped(HostPool pool) throws Exception {
        long before = pool.stats().opened();
        ClientConnection connection = QuietCall.blocking().acquire(pool).connection();
        RawPeer.accept(port).close();
        await(() -> pool.stats().open() == 0);
        connection.eventLoop().submit(() -> {}).get(10, TimeUnit.SECONDS); // all have been told
        return pool.stats().opened() == before + 1;
    }

    /** Opens so many, and leaves them idle. */
    private static void open(HostPool pool, int count) throws Exception {
        List<QuietCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(QuietCall.blocking().acquire(pool));
        }
        for (QuietCall call : calls) {
            call.connection();
        }
        for (QuietCall call : calls) {
            call.end();
        }
        assertThat(pool.stats().idle()).isEqualTo(count);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Two shared connections, of which the second came in a rush that is over. */
    private List<ClientConnection> shareTwo(HostPool pool) throws Exception {
        ClientConnection first = share(QuietCall.blocking().acquire(pool));
        await(() -> pool.stats().multiplexed() == 1);
        List<QuietCall> rush = new ArrayList<>();
        for (int i = 0; i <= SharedConnections.BUSY; i++) {
            rush.add(QuietCall.blocking().acquire(pool));
        }
        await(() -> pool.stats().idle() == 1);
        ClientConnection second = share(QuietCall.blocking().acquire(pool));
        await(() -> pool.stats().multiplexed() == 2);
        for (QuietCall call : rush) {
            call.end();
        }
        await(() -> pool.stats().inFlight() == 0);
        return List.of(first, second);
    }

    /** Answers a call as a peer that shares does. */
    private ClientConnection share(QuietCall call) throws Exception {
        ClientConnection connection = call.connection();
        String yes = framed(reply("echo", call.id(), "yes"));
        peers.add(RawPeer.accept(port));
        peers.get(peers.size() - 1).send(withHeader(0, call.id(), strings("hr", "1"), yes));
        return connection;
    }

    private void round() throws InterruptedException {
        timer.next().task().run();
    }

    private HostPool pooled(int max) {
        return pool(settings(ConnectionMode.POOLED, max, 0, NEVER, NEVER, false));
    }

    private static PoolSettings settings(
            ConnectionMode mode, int max, int minIdle, Duration idle, Duration age, boolean eager) {
        return new PoolSettings(mode, max, minIdle, idle, age, eager);
    }

    private HostPool pool(PoolSettings settings) {
        ClientSettings client =
                new ClientSettings(
                        new ThriftCodec(),
                        FrameLimits.DEFAULT,
                        settings.mode() == ConnectionMode.AUTO
                                || settings.mode() == ConnectionMode.MULTIPLEXED,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        now::get,
                        null);
        Connector connector = new Connector(loops, "127.0.0.1", port.getLocalPort(), client);
        HostPool pool =
                new HostPool(
                                connector,
                                settings,
                                new ConnectionQuota(0),
                                now::get,
                                new Random(1),
                                timer)
                        .start();
        pools.add(pool);
        return pool;
    }

    private static ServerSocket listen() {
        try {
            return RawPeer.listen();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; i < 10_000 && !happened.getAsBoolean(); i++) {
            Thread.sleep(1);
        }
        assertThat(happened.getAsBoolean()).isTrue();
    }
}
