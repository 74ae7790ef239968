package io.harrier.rpc.trace;

import io.harrier.rpc.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which calls are sampled: by the rate of their method, which an emergency rule, or the
 * method's errors and latency, may have changed; else one a second. {@link #decide} is for any
 * thread and reads one table, which is replaced as a whole.
 */
final class Sampler {
    private final SamplingSettings settings;
    private final Ticker ticker;
    private final MethodTable methods;
    private final TraceCounts counts;

    private final Object change = new Object();
    private final List<RateController> controllers = new ArrayList<>();
    private List<EmergencyRule> emergency = List.of();
    private Map<TracedMethod, List<RuledRate>> ruled = Map.of();
    private volatile SamplingTable table;

    Sampler(SamplingSettings settings, Ticker ticker, MethodTable methods, TraceCounts counts) {
        this.settings = settings;
        this.ticker = ticker;
        this.methods = methods;
        this.counts = counts;
        table = new SamplingTable(new double[0], new long[0], settings.baseRate());
    }

    /** Whether a call that begins a trace is sampled. */
    boolean decide(TracedMethod method, long traceLo, long nowNanos) {
        SamplingTable now = table;
        if (Rates.isSampled(traceLo, now.threshold(method.index()))) {
            counts.add(TraceCount.SAMPLED_BY_RATE);
            return true;
        }
        if (settings.hasTrickle()
                && !now.isSilent(method.index())
                && method.trickle().tryTake(nowNanos)) {
            counts.add(TraceCount.SAMPLED_BY_TRICKLE);
            return true;
        }
        return false;
    }

    /** Takes a decision back that the trickle made at that time; false if it made none. */
    boolean takesBack(TracedMethod method, long thenNanos) {
        boolean taken = settings.hasTrickle() && method.trickle().giveBack(thenNanos);
        if (taken) {
            counts.add(TraceCount.SAMPLED_BY_TRICKLE, -1);
        }
        return taken;
    }

    /** Whether a call is worth keeping for its duration alone. */
    boolean isSlow(TracedMethod method, long nanos) {
        return table.isSlow(method.index(), nanos);
    }

    boolean isSilent(TracedMethod method) {
        return table.isSilent(method.index());
    }

    /** The part of a method's roots that is sampled now. */
    double rate(TracedMethod method) {
        return table.rate(method.index());
    }

    /** Puts these rules in the place of the former ones; in force when this returns. */
    void emergency(List<EmergencyRule> rules) {
        synchronized (change) {
            emergency = List.copyOf(rules);
            rebuild();
        }
    }

    /** Puts what rules say in the place of what they said; in force when this returns. */
    void ruled(Map<TracedMethod, List<RuledRate>> rates) {
        synchronized (change) {
            ruled = Map.copyOf(rates);
            rebuild();
        }
    }

    List<EmergencyRule> emergency() {
        synchronized (change) {
            return emergency;
        }
    }

    /** Looks at what was counted since the last look, and sets the rates. */
    void onWindow() {
        synchronized (change) {
            long now = ticker.nanos();
            List<TracedMethod> all = methods.all();
            for (int i = 0; i < all.size(); i++) {
                TracedMethod method = all.get(i);
                controller(i).onWindow(method.statistics().snapshot(), base(method, now));
            }
            rebuild();
        }
    }

    /** A method was added. */
    void onMethod() {
        synchronized (change) {
            rebuild();
        }
    }

    private void rebuild() {
        long now = ticker.nanos();
        List<TracedMethod> all = List.copyOf(methods.all());
        double[] rates = new double[all.size()];
        long[] slowNanos = new long[all.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rate(all.get(i), controller(i), now);
            slowNanos[i] = controller(i).slowNanos();
        }
        table = new SamplingTable(rates, slowNanos, settings.baseRate());
    }

    private double rate(TracedMethod method, RateController controller, long now) {
        for (EmergencyRule rule : emergency) {
            if (rule.isFor(method, now)) {
                return rule.rate();
            }
        }
        RuledRate ruledEmergency = ruled(method, true, now);
        return ruledEmergency == null ? controller.rate(base(method, now)) : ruledEmergency.rate();
    }

    /** What a method's rate is where nothing raises it. */
    private double base(TracedMethod method, long now) {
        RuledRate rule = ruled(method, false, now);
        return rule == null ? settings.baseRate() : rule.rate();
    }

    private @Nullable RuledRate ruled(TracedMethod method, boolean asEmergency, long now) {
        for (RuledRate each : ruled.getOrDefault(method, List.of())) {
            if (each.holds(asEmergency, now)) {
                return each;
            }
        }
        return null;
    }

    private RateController controller(int method) {
        while (controllers.size() <= method) {
            controllers.add(new RateController(settings.raisedRate(), settings.errorPart()));
        }
        return controllers.get(method);
    }
}
