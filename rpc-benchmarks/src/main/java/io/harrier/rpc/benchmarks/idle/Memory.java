package io.harrier.rpc.benchmarks.idle;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
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
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), directOfAll());
    }

    /** Of all allocators: what Netty counts itself, and what it leaves to the JDK to count. */
    private static long directOfAll() {
        long ofTheJdk =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return ofTheJdk + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    static Memory parse(String text) {
        String[] words = text.split(" ");
        return new Memory(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    String text() {
        return heap + " " + direct;
    }
}
