package io.harrier.rpc.rules;

import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.call.Permit;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.rules.DryRunTally.What;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adds to a chain what counts what one dry rule would do; no call is treated otherwise for it. */
final class DryRun {
    private final Rule rule;
    private final DryRunTally tally;
    private final ChainMaker maker;

    DryRun(Rule rule, DryRunTally tally, ChainMaker maker) {
        this.rule = rule;
        this.tally = tally;
        this.maker = maker;
    }

    /** On the client. */
    void calls(Settings asIf) {
        long timeout = rule.settings().containsKey(Setting.TIMEOUT) ? asIf.timeoutNanos() : 0;
        add("calls", timeout, () -> new Timed(timeout, maker.ticker(), tally));
        if (rule.sets("retry")) {
            add(
                    "retry",
                    maker.retryPolicy(asIf),
                    () -> maker.dryRetry(asIf).dryRun(() -> tally.add(What.RETRIED)));
        }
        if (rule.sets("circuitBreaker")) {
            RuledBreaker.dryRun(asIf, maker, what("breaker", 0), () -> tally.add(What.BROKEN_OFF));
        }
    }

    /** On the server. */
    void limits(Settings asIf) {
        add("calls", 0, () -> new Counted(tally));
        if (rule.sets("limits") && !asIf.rates(maker.burst()).isUnlimited()) {
            add("rates", asIf.rates(maker.burst()), () -> new Dry(maker.rates(asIf), tally));
        }
        if (rule.sets("limits") && asIf.concurrency() > 0) {
            add("concurrency", asIf.concurrency(), () -> new Dry(maker.concurrency(asIf), tally));
        }
    }

    private void add(String kind, Object policy, Supplier<Middleware> made) {
        maker.add(what(kind, policy), made);
    }

    private Object what(String kind, Object policy) {
        return List.of("dry run", rule, kind, policy);
    }

    /** Counts calls, and those that took too long for a timeout. */
    private record Timed(long timeoutNanos, Ticker ticker, DryRunTally tally)
            implements Middleware {
        @Override
        public int order() {
            return MiddlewareOrder.TRACING;
        }

        @Override
        public Invoker around(Invoker next, Place place) {
            return call -> {
                tally.add(What.CALLS);
                long start = ticker.nanos();
                Reply reply = next.invoke(call);
                if (timeoutNanos > 0) {
                    reply.whenComplete((value, error) -> onEnd(ticker.nanos() - start));
                }
                return reply;
            };
        }

        private void onEnd(long nanos) {
            if (nanos > timeoutNanos) {
                tally.add(What.TIMED_OUT);
            }
        }
    }

    /** Counts calls. */
    private record Counted(DryRunTally tally) implements Middleware {
        @Override
        public int order() {
            return MiddlewareOrder.TRACING;
        }

        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public Admission admission(Place place) {
            return call -> {
                tally.add(What.CALLS);
                return Permit.NONE;
            };
        }
    }

    /** A limit that refuses nothing. */
    private record Dry(Middleware limit, DryRunTally tally) implements Middleware {
        @Override
        public int order() {
            return limit.order();
        }

        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public @Nullable Admission admission(Place place) {
            Admission inside = limit.admission(place);
            return inside == null
                    ? null
                    : call -> {
                        try {
                            return inside.enter(call);
                        } catch (RpcException e) {
                            tally.add(What.LIMITED);
                            return Permit.NONE;
                        }
                    };
        }
    }
}
