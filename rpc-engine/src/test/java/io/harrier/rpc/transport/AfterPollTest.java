package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.harrier.rpc.testing.RawPeer;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop is kept busy while something happens that it has to find out. */
@Timeout(30)
final class AfterPollTest {
    private final CountDownLatch isBusy = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource(IoKind.class)
    void run_peerHasClosed_hasToldOfTheEnd(IoKind kind) throws Exception {
        assumeTrue(kind.isAvailable(), () -> kind + " does not work here");
        try (EventLoops loops = EventLoops.open(kind, 1, "after-poll-test");
                ServerSocket port = RawPeer.listen()) {
            Channel channel =
                    bootstrap(loops)
                            .channel(loops.channelType())
                            .connect(port.getLocalSocketAddress())
                            .sync()
                            .channel();
            RawPeer peer = RawPeer.accept(port);
            keepBusy(channel.eventLoop());
            peer.close();

            assertThat(isToldAfterPoll(channel.eventLoop())).isTrue();
        }
    }

    @Test
    void run_inProcessPeerHasClosed_hasToldOfTheEnd() throws Exception {
        LocalAddress name = new LocalAddress("after poll test");
        CompletableFuture<Channel> peer = new CompletableFuture<>();
        try (EventLoops loops = EventLoops.open(IoKind.NIO, 1, "after-poll-test");
                EventLoops others = EventLoops.open(IoKind.NIO, 1, "after-poll-peer")) {
            new ServerBootstrap()
                    .group(others.group())
                    .channel(LocalServerChannel.class)
                    .childHandler(new Active(peer))
                    .bind(name)
                    .sync();
            Channel channel =
                    bootstrap(loops).channel(LocalChannel.class).connect(name).sync().channel();
            Channel accepted = peer.get(20, TimeUnit.SECONDS);
            keepBusy(channel.eventLoop());
            accepted.close().sync();

            assertThat(isToldAfterPoll(channel.eventLoop())).isTrue();
        }
    }

    @Test
    void run_loopEndsMeanwhile_runsAllTheSame() throws Exception {
        EventLoops loops = EventLoops.open(IoKind.AUTO, 1, "after-poll-test");
        EventLoop loop = loops.group().next();
        keepBusy(loop);
        CompletableFuture<Boolean> isTold = new CompletableFuture<>();
        AfterPoll.run(loop, () -> isTold.complete(true));
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);

        isBusy.countDown();

        assertThat(isTold.get(20, TimeUnit.SECONDS)).isTrue();
        loops.close();
    }

    @Test
    void run_loopHasEnded_runsAtOnce() {
        EventLoops loops = EventLoops.open(IoKind.AUTO, 1, "after-poll-test");
        EventLoop loop = loops.group().next();
        loops.close();
        Thread[] thread = new Thread[1];

        AfterPoll.run(loop, () -> thread[0] = Thread.currentThread());

        assertThat(thread[0]).isSameAs(Thread.currentThread());
    }

    private boolean isToldAfterPoll(EventLoop loop) throws Exception {
        CompletableFuture<Boolean> isTold = new CompletableFuture<>();
        AfterPoll.run(loop, () -> isTold.complete(told.getCount() == 0));
        isBusy.countDown();
        return isTold.get(20, TimeUnit.SECONDS);
    }

    private void keepBusy(EventLoop loop) {
        loop.execute(
                () -> {
                    try {
                        isBusy.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private Bootstrap bootstrap(EventLoops loops) {
        return new Bootstrap()
                .group(loops.group())
                .handler(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelInactive(ChannelHandlerContext ctx) {
                                told.countDown();
                            }
                        });
    }

    private static final class Active extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Channel> channel;

        Active(CompletableFuture<Channel> channel) {
            this.channel = channel;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channel.complete(ctx.channel());
        }
    }
}
