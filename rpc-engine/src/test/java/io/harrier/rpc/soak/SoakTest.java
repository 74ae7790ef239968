package io.harrier.rpc.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many calls by callers that cancel, time out and go away at random: no wrong reply, no stuck call,
 * no lost buffer. The long form is the command {@code rpc-engine/soak}.
 */
@Tag("soak")
class SoakTest {
    private static final int CALLERS = 16;
    private static final int CALLS = Integer.getInteger("soak.calls", 50_000);
    private static final long SEED = Long.getLong("soak.seed", 42);

    @Test
    void manyCalls_withUnrulyCallers_loseNothing() throws Exception {
        SoakTally tally = new SoakTally();
        RpcServer server =
                RpcServer.builder().address("127.0.0.1", 0).service(new EchoHandler()).start();
        EventLoops loops = EventLoops.open(IoKind.AUTO, 2, "soak");
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            SoakCaller caller = new SoakCaller(server.port(), loops, SEED + i, tally);
            callers.add(
                    threads.submit(
                            () -> {
                                caller.run(CALLS / CALLERS);
                                return null;
                            }));
        }
        for (Future<?> caller : callers) {
            caller.get(60, TimeUnit.MINUTES);
        }
        threads.shutdown();
        awaitCalm(server);
        assertThat(server.calls()).as("calls left in handlers").isZero();
        server.close();
        loops.close();
        findLeaks();

        System.out.println(tally);
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.stuck.sum()).isZero();
        assertThat(CountingLeakDetector.LEAKS).hasValue(0);
    }

    private static void awaitCalm(RpcServer server) throws InterruptedException {
        for (int i = 0; i < 500 && (server.calls() > 0 || server.connections() > 0); i++) {
            Thread.sleep(10);
        }
    }

    /** The detector reports a lost buffer when the next one is allocated after it was collected. */
    private static void findLeaks() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
            io.netty.buffer.ByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
    }
}
