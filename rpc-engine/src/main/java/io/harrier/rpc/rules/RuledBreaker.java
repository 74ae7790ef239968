package io.harrier.rpc.rules;

import io.harrier.rpc.resilience.Breaker;
import io.harrier.rpc.resilience.BreakerPolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breakers that rules ask for. Their library is optional, and a document is for many
 * applications: where it is missing the rest of the document holds all the same.
 */
final class RuledBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(RuledBreaker.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private RuledBreaker() {}

    /** Puts the one that is asked for in the place of the configured one. */
    static void set(Settings settings, ChainMaker maker) {
        try {
            if (settings.hasBreaker()) {
                maker.add(policy(settings, maker), () -> breaker(settings, maker));
            }
            maker.remove(Breaker.class);
        } catch (LinkageError e) {
            tellOnce();
        }
    }

    /** Adds one that refuses nothing. */
    static void dryRun(Settings settings, ChainMaker maker, Object what, Runnable refuses) {
        try {
            if (settings.hasBreaker()) {
                maker.add(
                        List.of(what, policy(settings, maker)),
                        () -> breaker(settings, maker).dryRun(refuses));
            }
        } catch (LinkageError e) {
            tellOnce();
        }
    }

    private static BreakerPolicy policy(Settings settings, ChainMaker maker) {
        Breaker base = maker.first(Breaker.class);
        return settings.breaker(base == null ? BreakerPolicy.DEFAULT : base.policy());
    }

    private static Breaker breaker(Settings settings, ChainMaker maker) {
        return new Breaker(policy(settings, maker), maker.ticker());
    }

    private static void tellOnce() {
        if (TOLD.compareAndSet(false, true)) {
            LOG.warn(
                    "a rule asks for a circuit breaker, and there is none without"
                            + " io.github.resilience4j:resilience4j-circuitbreaker (expected: it is"
                            + " among the dependencies; all else of the rules holds)");
        }
    }
}
