package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.testing.Certificates;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a peer that is asked and does not answer is given up, as it takes bytes off or not. */
class KeepAliveTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String HOST = "peer";

    /** What stands before the ping, in bytes. */
    private static final int BEFORE = 100_000;

    private static final int LESS = 1_000;
    private static final int MORE = 30_000;
    private static final int LOOKS = 10;

    private final SlowPeer channel = new SlowPeer();
    private long now;
    private final KeepAlive keepAlive =
            new KeepAlive(
                    channel,
                    new LoopTimers(channel.eventLoop(), () -> now),
                    new ClientSettings(
                            new ThriftCodec(),
                            FrameLimits.DEFAULT,
                            true,
                            TIMEOUT,
                            INTERVAL,
                            TIMEOUT,
                            () -> now,
                            null));

    @BeforeEach
    void freeze() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.take(Integer.MAX_VALUE);
        channel.close();
        Leaks.check();
    }

    @Test
    void silence_whileLessLeavesThanIsWrittenBehindThePing_isNotGivenUp() {
        write(BEFORE);
        keepAlive.suspect();

        assertPatienceWhileLessLeavesThanIsWritten();
    }

    @Test
    void silence_whileLessLeavesThanIsWrittenBehindThePing_encrypted_isNotGivenUp()
            throws Exception {
        encrypt();
        write(BEFORE);
        keepAlive.suspect();

        assertPatienceWhileLessLeavesThanIsWritten();
    }

    @Test
    void silence_nothingLeavesAndMoreIsWritten_isGivenUp() {
        write(BEFORE);
        keepAlive.suspect();
        write(MORE);

        passTimeout();

        assertGivenUp();
    }

    @Test
    void silence_nothingLeavesAnyMore_isGivenUp() {
        write(BEFORE);
        keepAlive.suspect();
        channel.take(LESS);
        passTimeout();
        assertNotGivenUp();
        write(MORE);

        passTimeout();

        assertGivenUp();
    }

    @Test
    void silence_afterThePingHasLeft_isGivenUpOneTimeoutLater_whateverLeavesBehindIt() {
        write(BEFORE);
        keepAlive.suspect();
        long upToPing = channel.pendingBytes();
        write(MORE);
        channel.take(upToPing);
        passTimeout();
        assertNotGivenUp();
        channel.take(LESS);

        passTimeout();

        assertGivenUp();
    }

    @Test
    void silence_afterThePingHasLeftAtOnce_isGivenUpAtTheFirstLook() {
        channel.take(BEFORE);
        keepAlive.suspect();
        assertThat(channel.pendingBytes()).isZero();
        write(BEFORE);
        write(MORE);

        passTimeout();

        assertGivenUp();
    }

    @Test
    void ping_thatCannotBeWritten_isAFailureAtOnce() {
        IOException failure = new IOException("no way out");
        channel.pipeline()
                .addFirst(
                        new ChannelOutboundHandlerAdapter() {
                            @Override
                            public void write(
                                    ChannelHandlerContext ctx, Object ping, ChannelPromise done) {
                                ReferenceCountUtil.release(ping);
                                done.setFailure(failure);
                            }
                        });

        keepAlive.suspect();

        assertThatThrownBy(channel::checkException).isSameAs(failure);
    }

    private void assertPatienceWhileLessLeavesThanIsWritten() {
        for (int i = 0; i < LOOKS; i++) {
            long before = channel.pendingBytes();
            write(MORE);
            channel.take(LESS);
            assertThat(channel.pendingBytes()).isGreaterThan(before);
            passTimeout();
            assertNotGivenUp();
        }
    }

    private void assertNotGivenUp() {
        assertThatCode(channel::checkException).doesNotThrowAnyException();
    }

    private void assertGivenUp() {
        assertThatThrownBy(channel::checkException)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("silent for 1000 ms, ping unanswered");
    }

    private void write(int bytes) {
        channel.writeAndFlush(channel.alloc().buffer(bytes).writeZero(bytes));
    }

    private void passTimeout() {
        now += TIMEOUT.toNanos();
        channel.advanceTimeBy(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private void encrypt() throws Exception {
        Certificates authority = new Certificates();
        Tls here = authority.withNone();
        Tls there = authority.with(authority.issue(HOST));
        SslHandler handler = new ClientTls(() -> here, HOST, TIMEOUT).handler(HOST, 0);
        EmbeddedChannel server =
                new EmbeddedChannel(new ServerTls(() -> there, ClientAuth.NONE, TIMEOUT).handler());
        channel.shakeHands(handler, server);
        server.finishAndReleaseAll();
    }

    /** Takes off as much as it is told to. */
    private static final class SlowPeer extends EmbeddedChannel {
        private long room;
        private boolean shaking;

        void take(long bytes) {
            room += bytes;
            flush();
        }

        /** All that has not left. */
        long pendingBytes() {
            long[] sum = new long[1];
            try {
                unsafe().outboundBuffer()
                        .forEachFlushedMessage(
                                message -> {
                                    sum[0] += ((ByteBuf) message).readableBytes();
                                    return true;
                                });
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return sum[0];
        }

        void shakeHands(SslHandler handler, EmbeddedChannel server) {
            shaking = true;
            pipeline().addFirst(handler);
            while (!handler.handshakeFuture().isDone()) {
                move(this, server);
                move(server, this);
            }
            move(this, server);
            shaking = false;
            assertThat(handler.handshakeFuture().isSuccess()).isTrue();
        }

        private static void move(EmbeddedChannel from, EmbeddedChannel to) {
            ByteBuf bytes = from.readOutbound();
            while (bytes != null) {
                to.writeInbound(bytes);
                bytes = from.readOutbound();
            }
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
            if (shaking) {
                super.doWrite(waiting);
                return;
            }
            long taken = Math.min(room, pendingBytes());
            room -= taken;
            waiting.removeBytes(taken);
        }
    }
}
