package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.benchmarks.trace.TraceBench.Answer;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How long until a method whose errors go from 0 to 6 % is sampled at 5 %? Several methods, each
 * failing from another moment on; the slowest counts. Then errors end, and the rate must return.
 * The clock is the real one.
 */
final class SamplerAdapt {
    private static final double SECOND = 1e9;
    private static final double FAILING = 0.06;
    private static final double RAISED = 0.05;
    private static final int CALLS_EACH_MILLI = 5;
    private static final long WARM_UP_MILLIS = 2_000;
    private static final long FAIL_MILLIS = 4_000;
    private static final long RETURN_MILLIS = 25_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Tracing tracing;
    private final Watched[] methods;

    private SamplerAdapt(Tracing tracing, int methods) {
        this.tracing = tracing;
        this.methods = new Watched[methods];
        for (int i = 0; i < methods; i++) {
            TracedMethod method = tracing.method(Side.SERVER, "Users", "find" + i);
            this.methods[i] = new Watched(tracing, method, WARM_UP_MILLIS + i * 1_000L / methods);
        }
    }

    static Answer measure(boolean isShort) {
        try (Tracing tracing =
                Tracing.builder()
                        .sampling(new SamplingSettings(0.001, RAISED, 0.05, true, 100))
                        .exporter(span -> {})
                        .start()) {
            SamplerAdapt adapt = new SamplerAdapt(tracing, isShort ? 5 : 20);
            adapt.run();
            double raised = adapt.worst(watched -> watched.raisedNanos) / SECOND;
            double returned = adapt.worst(watched -> watched.returnedNanos) / SECOND;
            TraceBench.print(
                    "raised after %.2f s, returned %.2f s after the errors", raised, returned);
            double[] emergency = EmergencyPush.measure(tracing, isShort ? 50 : 300);
            TraceBench.print(
                    "emergency rule in force %.3f ms after receipt (p99 of 1000 documents), %.1f ms"
                            + " after its file was replaced (p99)",
                    emergency[0], emergency[1]);
            if (returned < 0 || emergency[0] > 1 || emergency[1] > 200) {
                throw new IllegalStateException(
                        "not returned, or rule late (expected: both in time)");
            }
            return new Answer(raised, raised, returned);
        }
    }

    private void run() {
        long begin = System.nanoTime();
        for (long milli = 0; milli < WARM_UP_MILLIS + FAIL_MILLIS + RETURN_MILLIS; milli++) {
            for (Watched method : methods) {
                method.step(milli, random);
            }
            LockSupport.parkNanos(begin + milli * 1_000_000 - System.nanoTime());
        }
    }

    private double worst(java.util.function.ToLongFunction<Watched> of) {
        return Arrays.stream(methods)
                .mapToLong(of)
                .map(each -> each < 0 ? Long.MAX_VALUE : each)
                .max()
                .orElseThrow();
    }

    /** One method, and when its rate rose and fell. */
    private static final class Watched {
        private final Tracing tracing;
        private final TracedMethod method;
        private final BenchCall call;
        private final long failAtMilli;
        private long failedNanos;
        private long mendedNanos;
        private long raisedNanos = -1;
        private long returnedNanos = -1;

        Watched(Tracing tracing, TracedMethod method, long failAtMilli) {
            this.tracing = tracing;
            this.method = method;
            this.failAtMilli = failAtMilli;
            call = new BenchCall(method);
        }

        void step(long milli, SplittableRandom random) {
            boolean failing = milli >= failAtMilli && milli < failAtMilli + FAIL_MILLIS;
            if (milli == failAtMilli) {
                failedNanos = System.nanoTime();
            } else if (milli == failAtMilli + FAIL_MILLIS) {
                mendedNanos = System.nanoTime();
            }
            for (int i = 0; i < CALLS_EACH_MILLI; i++) {
                boolean fails = failing && random.nextDouble() < FAILING;
                long now = System.nanoTime();
                call.beginRoot(now);
                call.end(
                        fails ? Endings.of(ErrorKind.HANDLER_FAILED) : Endings.VALUE,
                        now + 100_000);
            }
            look();
        }

        private void look() {
            double rate = tracing.rate(method);
            if (failedNanos != 0 && raisedNanos < 0 && rate >= RAISED * 0.999) {
                raisedNanos = System.nanoTime() - failedNanos;
            } else if (mendedNanos != 0 && returnedNanos < 0 && rate < 0.0011) {
                returnedNanos = System.nanoTime() - mendedNanos;
            }
        }
    }
}
