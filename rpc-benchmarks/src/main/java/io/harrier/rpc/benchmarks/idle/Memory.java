package io.harrier.rpc.benchmarks.idle;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;

/** What this JVM holds, in bytes. As text it goes from a child JVM to its parent. */
record Memory(long heap, long direct) {
    private static final int COLLECTIONS = 4;
    private static final long PAUSE_MILLIS = 150;

    /** What is left after the garbage collector has had its way. */
    static Memory settled() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS); // references are enqueued, and cleaners run, after it
        }
        return new Memory(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                        .metric()
                        .usedDirectMemory());
    }

    static Memory parse(String text) {
        String[] words = text.split(" ");
        return new Memory(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    String text() {
        return heap + " " + direct;
    }
}
