package io.harrier.rpc.benchmarks.buffer;

import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a buffer cost that a handler's virtual thread takes and an event loop gives back? The
 * slab pool should need half the time of Netty's best allocator, and make no garbage. An operation
 * is a new virtual thread that takes 256 buffers and hands them to the loop, which releases them;
 * the time between, the hand-off, is not counted. Run: -prof gc
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Dio.netty.leakDetection.level=disabled")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandOffBenchmark {
    /** Buffers an operation. */
    public static final int BUFFERS = 256;

    private static final int BYTES = 1024;

    @Param({"slab", "adaptive", "pooled", "unpooled", "none"})
    public String allocator = "";

    private final VirtualThreads threads = new VirtualThreads();
    private final EventLoops loops = EventLoops.open(IoKind.NIO, 1, "bench");
    private final EventLoop loop = loops.group().next();
    private final ByteBuf[] buffers = new ByteBuf[BUFFERS];
    private final Runnable take = this::take;
    private final Runnable give = this::give;
    private ByteBufAllocator frames = ByteBufAllocator.DEFAULT;
    private Thread waiting = Thread.currentThread();
    private long nanos;
    private volatile boolean isDone;

    /** What the hand-off is not part of. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Net {
        public long netNanos;
        public long buffers;
    }

    @Setup
    public void setUp() {
        waiting = Thread.currentThread();
        Arrays.fill(buffers, Unpooled.EMPTY_BUFFER); // for "none"
        frames =
                switch (allocator) {
                    case "slab" -> loops.frames();
                    case "adaptive" -> new AdaptiveByteBufAllocator(true);
                    case "pooled" -> new PooledByteBufAllocator(true);
                    case "unpooled" -> new UnpooledByteBufAllocator(true);
                    default -> ByteBufAllocator.DEFAULT;
                };
    }

    @TearDown
    public void tearDown() {
        threads.close();
        loops.close();
    }

    @Benchmark
    public void takeAndGive(Net net) {
        isDone = false;
        threads.start(take);
        while (!isDone) {
            LockSupport.park(this);
        }
        net.netNanos += nanos;
        net.buffers += BUFFERS;
    }

    private void take() {
        boolean isNone = allocator.equals("none");
        long start = System.nanoTime();
        for (int i = 0; i < BUFFERS && !isNone; i++) {
            buffers[i] = frames.directBuffer(BYTES);
        }
        nanos = System.nanoTime() - start;
        loop.execute(give);
    }

    private void give() {
        long start = System.nanoTime();
        for (ByteBuf buffer : buffers) {
            buffer.release();
        }
        nanos += System.nanoTime() - start;
        isDone = true;
        LockSupport.unpark(waiting);
    }
}
