package io.harrier.rpc.trace;

import io.harrier.rpc.metrics.CallSnapshot;

/**
 * Raises one method's rate while its calls fail or slow down, and lets it fall back. It looks at a
 * window of calls twice a second. On one thread.
 *
 * <pre>
 *   more than 5 % failures          at once to the raised rate
 *   P99 over 1.3 of its own base    doubled each window, up to the raised rate
 *   over 3.5 % or 1.1               stays: between the two is the dead band
 *   else                            after 10 s, halved each window, down to nothing
 * </pre>
 *
 * <p>The baseline follows the P99 slowly, while it is high more slowly still: what lasts becomes
 * normal after some minutes.
 */
final class RateController {
    private static final int MIN_CALLS = 20;
    private static final int MIN_FAILURES = 2;
    private static final int MIN_CALLS_FOR_P99 = 100;

    /** Windows that are put together until they have calls enough to say something. */
    private static final int MAX_WINDOWS = 20;

    private static final int HOLD_WINDOWS = 20;
    private static final int WINDOWS_OF_BASELINE = 10;
    private static final double ERRORS_FALL = 0.7;
    private static final double SLOW_RISE = 1.3;
    private static final double SLOW_FALL = 1.1;
    private static final double FOLLOW = 1.0 / 32;
    private static final double FOLLOW_HIGH = 1.0 / 512;
    private static final int SLOW_FACTOR = 2;

    private final double raisedRate;
    private final double errorPart;

    private double rate;
    private int quiet;
    private double baseline;
    private int known;
    private CallSnapshot seen = CallSnapshot.NONE;
    private int windows;

    /**
     * @param errorPart the part of failing calls above which the rate is raised
     */
    RateController(double raisedRate, double errorPart) {
        this.raisedRate = raisedRate;
        this.errorPart = errorPart;
    }

    /**
     * The rate that is asked for; never below the base, and never above a base of nothing.
     *
     * @param base of the method, which rules may change at any time
     */
    double rate(double base) {
        return base == 0 ? 0 : Math.max(base, rate);
    }

    /** From when on a call is slow: twice the usual P99; never, as long as that is not known. */
    long slowNanos() {
        return known < WINDOWS_OF_BASELINE ? Long.MAX_VALUE : (long) (baseline * SLOW_FACTOR);
    }

    /**
     * Ends a window.
     *
     * @param total what the method has counted since it exists
     * @param base what the rate is raised from, and falls back to
     */
    void onWindow(CallSnapshot total, double base) {
        CallSnapshot window = total.since(seen);
        if (window.calls() < MIN_CALLS && ++windows < MAX_WINDOWS) {
            if (window.calls() == 0) {
                fallBack(base);
            }
            return;
        }
        seen = total;
        windows = 0;
        look(window, base);
    }

    private void look(CallSnapshot window, double base) {
        double errors =
                window.failures() < MIN_FAILURES ? 0 : (double) window.failures() / window.calls();
        double slowness = slowness(window);
        if (errors > errorPart) {
            rise(raisedRate);
        } else if (slowness > SLOW_RISE) {
            rise(Math.min(raisedRate, rate(base) * 2));
        } else if (errors > errorPart * ERRORS_FALL || slowness > SLOW_FALL) {
            quiet = 0;
        } else {
            fallBack(base);
        }
    }

    private void rise(double to) {
        rate = Math.max(rate, to);
        quiet = 0;
    }

    private void fallBack(double base) {
        if (rate > 0 && ++quiet > HOLD_WINDOWS) {
            rate = rate / 2 <= base ? 0 : rate / 2;
        }
    }

    /** The P99 as a part of its baseline; 0 while one of them is not known. */
    private double slowness(CallSnapshot window) {
        if (window.calls() < MIN_CALLS_FOR_P99) {
            return 0;
        }
        double p99 = window.quantileNanos(0.99);
        if (known < WINDOWS_OF_BASELINE) {
            baseline += (p99 - baseline) / ++known;
            return 0;
        }
        double slowness = p99 / baseline;
        baseline += (p99 - baseline) * (slowness > SLOW_RISE ? FOLLOW_HIGH : FOLLOW);
        return slowness;
    }
}
