package io.harrier.rpc.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How far the two processors of this machine are from each other: the nanoseconds that a cache line
 * takes from one to the other. A hypervisor moves virtual processors about; under one cache they
 * are at 50 ns, under two at 250 ns, for some seconds each, and whatever is handed from thread to
 * thread takes so much longer. Where there are more processors, or one, no single number is true,
 * and elsewhere than on Linux none is known: none is given.
 */
public final class CoreDistance {
    /** So many samples of near processors say something, if there are others beside them. */
    public static final int ENOUGH = 3;

    /** Windows up to so many times the least distance are of one kind. */
    private static final double ALIKE = 3;

    private static final int BURSTS = 5;
    private static final int ROUNDS = 1_000;
    private static final int OFTEN = 8;
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Not two of many, as a container may have them. */
    private static final boolean ARE_TWO =
            Runtime.getRuntime().availableProcessors() == 2 && processors() == 2;

    /** The ball's place: two cache lines from the array's ends. */
    private static final int BALL = 16;

    private final AtomicLongArray court = new AtomicLongArray(2 * BALL + 1);
    private volatile boolean isOver;

    private CoreDistance() {}

    /**
     * Now; within some 10 ms, on two threads that do nothing else. Not a number if none is true.
     */
    public static double nanos() {
        return ARE_TWO ? new CoreDistance().play() : Double.NaN;
    }

    /** The least within so many seconds, looked at now and then. */
    public static double least(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        double least = nanos();
        while (System.nanoTime() < end && !Double.isNaN(least)) {
            LockSupport.parkNanos(PAUSE_NANOS);
            least = Math.min(least, nanos());
        }
        return least;
    }

    /** Waits until they are as near as that, or for so many seconds. */
    public static void awaitNear(double least, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end && !isNear(nanos(), least)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Whether a distance is of the kind of the least one; one that is no number is. */
    public static boolean isNear(double nanos, double least) {
        return !(nanos > ALIKE * least);
    }

    private static long processors() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.matches("processor\\s*:.*")).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private double play() {
        Thread partner = new Thread(this::sendBack, "core-distance");
        partner.setDaemon(true);
        partner.start();
        double least = DoubleStream.generate(this::burst).limit(BURSTS).min().orElse(Double.NaN);
        isOver = true;
        return least;
    }

    private void sendBack() {
        while (!isOver) {
            long ball = court.get(BALL);
            if ((ball & 1) == 1) {
                court.set(BALL, ball + 1);
            }
        }
    }

    /** On one processor a round takes a time slice: so it ends by the clock, too. */
    private double burst() {
        long start = System.nanoTime();
        long nanos = 0;
        int rounds = 0;
        while (rounds < ROUNDS && nanos < BURST_NANOS) {
            hit();
            rounds++;
            nanos = rounds % OFTEN == 0 || rounds == 1 ? System.nanoTime() - start : nanos;
        }
        return (System.nanoTime() - start) / 2.0 / rounds;
    }

    private void hit() {
        long ball = court.get(BALL) + 1;
        court.set(BALL, ball);
        while (court.get(BALL) == ball) {
            // the partner has it
        }
    }
}
