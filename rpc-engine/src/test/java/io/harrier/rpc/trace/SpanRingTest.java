package io.harrier.rpc.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.metrics.Endings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class SpanRingTest {
    private final SpanRing ring = new SpanRing(8);

    @Test
    void ring_underAnySequence_isLikeABoundedQueue() {
        Random random = new Random(5);
        Queue<Long> expected = new ArrayDeque<>();
        for (long id = 1; id < 10_000; id++) {
            assertThat(offer(ring, id)).isEqualTo(expected.size() < 8);
            if (expected.size() < 8) {
                expected.add(id);
            }
            if (random.nextInt(6) == 0) {
                assertThat(ids(ring)).containsExactlyElementsOf(expected);
                expected.clear();
            }
        }
    }

    @Test
    void drain_whoseReaderThrows_takesThatRecordAndLeavesTheOthers() {
        offer(ring, 1);
        offer(ring, 2);

        assertThatThrownBy(() -> ring.drain((words, at) -> fail(), 8)).hasMessage("no");
        assertThat(ids(ring)).containsExactly(2L);
    }

    @Test
    void rings_whoseReaderIsSlow_dropAndNeverWait() throws InterruptedException {
        SpanRings rings = new SpanRings(4);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        offer(rings, 1);
        Thread reader =
                new Thread(
                        () ->
                                rings.drain(
                                        (words, at) -> {
                                            reading.countDown();
                                            await(release);
                                        }));
        reader.start();
        reading.await();

        int written = 0;
        for (long id = 2; id < 100; id++) {
            written += offer(rings, id) ? 1 : 0;
        }
        release.countDown();
        reader.join();

        assertThat(written).isEqualTo(3); // and the one that is being read
    }

    @Test
    void rings_writtenByManyThreads_loseNothing() throws InterruptedException {
        SpanRings rings = new SpanRings(1 << 14);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long first = i * 1_000L + 1;
            writers.add(
                    new Thread(
                            () -> {
                                for (long id = first; id < first + 1_000; id++) {
                                    while (!offer(rings, id)) {
                                        Thread.onSpinWait(); // all rings were being written to
                                    }
                                }
                            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        List<Long> ids = new ArrayList<>();
        while (rings.drain((words, at) -> ids.add(words[at])) > 0) {}
        assertThat(ids).hasSize(4_000).doesNotHaveDuplicates();
    }

    @Test
    void record_readBack_saysWhatWasWritten() {
        MethodTable methods = new MethodTable(new Tracing(Tracing.builder()));
        methods.of(Side.CLIENT, "", "Users", "find", 0);
        TracedMethod method = methods.of(Side.SERVER, "", "Users", "find", 0);
        Dictionary texts = new Dictionary(10);
        int ending = Endings.of(ErrorKind.REMOTE);
        long names =
                SpanRecord.names(
                        method.index(),
                        texts.number("10.0.0.1"),
                        texts.number("shop"),
                        ending,
                        Side.SERVER,
                        true);
        ring.offer(-1, -2, -3, -4, 5, 6, 7, SpanRecord.sizes(-1, Integer.MAX_VALUE), names);

        SpanRecord record = new SpanRecord(methods, texts);
        assertThat(ring.drain((words, at) -> record.at(words, at), 8)).isEqualTo(1);

        assertThat(record.traceHi()).isEqualTo(-1);
        assertThat(record.traceLo()).isEqualTo(-2);
        assertThat(record.spanId()).isEqualTo(-3);
        assertThat(record.parentId()).isEqualTo(-4);
        assertThat(record.startEpochNanos()).isEqualTo(5);
        assertThat(record.durationNanos()).isEqualTo(6);
        assertThat(record.queueNanos()).isEqualTo(7);
        assertThat(record.requestBytes()).isEqualTo(-1);
        assertThat(record.replyBytes()).isEqualTo(Integer.MAX_VALUE);
        assertThat(record.method()).isSameAs(method);
        assertThat(record.peer()).isEqualTo("10.0.0.1");
        assertThat(record.caller()).isEqualTo("shop");
        assertThat(record.ending()).isEqualTo(ending);
        assertThat(record.side()).isEqualTo(Side.SERVER);
        assertThat(record.isTail()).isTrue();
        assertThat(record.isFailure()).isTrue();
        assertThat(SpanRing.WORDS * Long.BYTES).isLessThanOrEqualTo(86);
    }

    private static boolean offer(SpanRing ring, long id) {
        return ring.offer(id, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static boolean offer(SpanRings rings, long id) {
        return rings.offer(id, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static List<Long> ids(SpanRing ring) {
        List<Long> ids = new ArrayList<>();
        ring.drain((words, at) -> ids.add(words[at]), 8);
        return ids;
    }

    private static void fail() {
        throw new IllegalStateException("no");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
