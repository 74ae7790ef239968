package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventLoopsTest {
    private static final int BURST_BYTES = 64 * 1024 * 1024;
    private static final int MAX_HELD_BYTES = 8 * 1024 * 1024;

    /** Of all sizes that are kept, from half a KiB to 16. */
    private static final int SIZES = 11;

    private final EventLoops loops = EventLoops.open(IoKind.NIO, 1, "loops-test");

    @AfterEach
    void close() {
        loops.close();
    }

    /** Nobody calls any more: nothing but the loop's own clock sees to it. */
    @Test
    void frames_afterABurst_areGivenBackByAndBy() throws Exception {
        try (Socket connection = connect()) {
            List<ByteBuf> burst = burst();
            int half = burst.size() / 2;
            onLoop(() -> burst.subList(0, half).forEach(ByteBuf::release));
            burst.subList(half, burst.size()).forEach(ByteBuf::release);
            long atOnce = loops.buffers().bytesHeld();
            assertThat(atOnce).as("few cores keep little").isGreaterThan(MAX_HELD_BYTES / 4);

            long most = Math.min(MAX_HELD_BYTES, atOnce / 2);
            await(() -> loops.buffers().bytesHeld() <= most);

            assertThat(loops.buffers().trims()).isPositive();
            assertThat(connection.isConnected()).isTrue();
        }
    }

    /** Half of it is taken on the loop, the other half here; the sizes are mixed. */
    private List<ByteBuf> burst() throws Exception {
        List<ByteBuf> all = new ArrayList<>();
        onLoop(() -> take(all, BURST_BYTES / 2));
        take(all, BURST_BYTES / 2);
        return all;
    }

    private void take(List<ByteBuf> all, int bytes) {
        for (int taken = 0; taken < bytes; ) {
            int step = all.size() % SIZES;
            int size = (step % 2 == 0 ? 512 : 768) << step / 2;
            all.add(loops.frames().directBuffer(size));
            taken += size;
        }
    }

    private void onLoop(Runnable task) throws Exception {
        loops.group().submit(task).get(20, TimeUnit.SECONDS);
    }

    /** A connection that does nothing; its loop is kept tidy from now on. */
    private Socket connect() throws Exception {
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        ServerBootstrap server =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(loops.serverChannelType())
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        loops.keepTidy(channel.eventLoop());
                                        accepted.complete(channel);
                                    }
                                });
        Channel port = server.bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
        int number = ((InetSocketAddress) port.localAddress()).getPort();
        Socket connection = new Socket(InetAddress.getLoopbackAddress(), number);
        accepted.get(10, TimeUnit.SECONDS);
        return connection;
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; i < 20_000 && !happened.getAsBoolean(); i++) {
            Thread.sleep(1);
        }
        assertThat(happened.getAsBoolean()).isTrue();
    }
}
