package io.harrier.rpc.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.frame.GenericMessage;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.CopyCounter;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a relay copies of the calls that go through it: their heads, which it reads and writes anew,
 * and nothing of the payloads, which are slices of what was read and parts of what is written.
 *
 * <p>The sockets of the relay, both ways, get an allocator that counts the bytes written into its
 * buffers, moved by their growth, or taken out of them, by anybody but a socket.
 */
final class RelayCopyTest {
    private static final int CALLS = 10;

    private final CopyCounter counter = new CopyCounter();
    private EventLoops loops;
    private RpcServer behind;
    private RpcClient next;
    private RpcServer relay;
    private RpcClient caller;

    @BeforeEach
    void open() throws Exception {
        behind =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .unknown(
                                request ->
                                        CompletableFuture.completedFuture(
                                                request.payload().retainedSlice()))
                        .start();
        loops = counting();
        next =
                RpcClient.builder("127.0.0.1:" + behind.port())
                        .eventLoops(loops)
                        .timeout(Duration.ofSeconds(50))
                        .build();
        relay =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .eventLoops(loops)
                        .unknown(next.relay()::forward)
                        .start();
        caller =
                RpcClient.builder("127.0.0.1:" + relay.port())
                        .timeout(Duration.ofSeconds(50))
                        .build();
    }

    @AfterEach
    void close() {
        caller.close();
        relay.close();
        next.close();
        loops.close();
        behind.close();
        Leaks.check();
    }

    /** Both ways: longer payloads cost not a byte more, the heads being the same. */
    @Test
    void payloads_thatAreReadAtOnce_areNotCopied() throws Exception {
        long none = copiedPerCall(0);

        assertThat(none).isBetween(1L, 1024L);
        assertThat(copiedPerCall(1024)).isEqualTo(none);
        assertThat(copiedPerCall(16 * 1024)).isEqualTo(none);
    }

    /** Of a payload that comes in pieces, the pieces are linked; only small ones are joined. */
    @Test
    void payloads_thatComeInPieces_areNotCopied() throws Exception {
        long none = copiedPerCall(0);
        int payload = 2 * 1024 * 1024;

        assertThat(copiedPerCall(payload) - none).isLessThan(payload / 50);
    }

    /** Copied by the relay for one call, the least of some: a socket may bring a frame in two. */
    private long copiedPerCall(int payloadBytes) throws Exception {
        ByteBuf payload = Unpooled.directBuffer(payloadBytes + 1).writeZero(payloadBytes);
        for (int i = 0; i < CALLS; i++) { // the sockets learn how much to read at once
            forward(payload);
        }
        long received = counter.received();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < CALLS; i++) {
            long copied = counter.copied();
            forward(payload);
            least = Math.min(least, counter.copied() - copied);
        }
        payload.release();
        assertThat(counter.received() - received).isGreaterThan(2L * CALLS * payloadBytes);
        return least;
    }

    private void forward(ByteBuf payload) throws Exception {
        GenericMessage request =
                new GenericMessage(
                        "Any",
                        "thing",
                        false,
                        BinaryProtocol.STRICT,
                        "bytes",
                        "thrift",
                        payload,
                        Metadata.NONE);
        ByteBuf reply = caller.relay().forward(request).get(20, TimeUnit.SECONDS);
        assertThat(reply.readableBytes()).isEqualTo(payload.readableBytes());
        reply.release();
    }

    /** Loops whose sockets take their buffers from the counter, to read and to write. */
    private EventLoops counting() throws ReflectiveOperationException {
        EventLoops opened = EventLoops.open(IoKind.NIO, 1, "relay");
        EventLoopGroup group = opened.group();
        InvocationHandler counted =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("register")
                            && arguments[0] instanceof Channel channel) {
                        channel.config().setAllocator(counter);
                    }
                    return method.invoke(group, arguments);
                };
        set(
                opened,
                "group",
                Proxy.newProxyInstance(
                        RelayCopyTest.class.getClassLoader(),
                        new Class<?>[] {EventLoopGroup.class},
                        counted));
        set(opened, "frames", counter);
        return opened;
    }

    private static void set(EventLoops loops, String name, Object value)
            throws ReflectiveOperationException {
        Field field = EventLoops.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(loops, value);
    }
}
