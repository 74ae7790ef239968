package io.harrier.rpc.rules;

import io.harrier.rpc.call.MethodRules;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Ruling;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.resilience.Retry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One method of one client or server under rules. For any thread; without a lock, but where rules
 * have changed.
 */
final class RuledMethod implements MethodRules {
    private final Rules rules;
    private final int number;
    private final Place place;
    private final Retry common;

    private volatile Variants variants = new Variants(MethodLevels.NONE);

    /**
     * What chains are made with: it has counted and learned, and stays as long as some of the calls
     * could ask for it, whether one has since the rules have changed or not.
     */
    private final Map<Object, Middleware> made = new HashMap<>();

    /** What is configured where the rules stand, of which policies take what no rule sets. */
    private List<Middleware> listed = List.of();

    /**
     * @param common the retry of the client whose methods have none configured
     */
    RuledMethod(Rules rules, int number, Place place, Retry common) {
        this.rules = rules;
        this.number = number;
        this.place = place;
        this.common = common;
    }

    /** A row of the table, with what has been made of it. */
    private static final class Variants {
        private final MethodLevels levels;
        private final AtomicReferenceArray<@Nullable Variant> byBits;

        Variants(MethodLevels levels) {
            this.levels = levels;
            byBits = new AtomicReferenceArray<>(levels.combinations());
        }
    }

    @Override
    public Ruling now(long traceLo, String caller) {
        MethodLevels levels = rules.levels(number);
        Variants known = variants;
        if (known.levels != levels) {
            known = renew();
        }
        return known.levels.isEmpty() ? Ruling.NONE : variant(known, traceLo, caller);
    }

    boolean isServer() {
        return place.isServer();
    }

    Retry commonRetry() {
        return common;
    }

    Ticker ticker() {
        return rules.ticker();
    }

    /**
     * The middleware of this policy: the one that there is, else a new one; it stays, unless it is
     * for a slow thread that has the rules of before.
     *
     * @param by what the rules are that ask for it
     * @param what it is and what it does
     */
    synchronized Middleware keep(MethodLevels by, Object what, Supplier<Middleware> maker) {
        Middleware known = made.get(what);
        if (known == null) {
            known = maker.get();
            if (by == variants.levels) {
                made.put(what, known);
            }
        }
        return known;
    }

    /** A chain is made of these, and what rules set. */
    synchronized void listed(List<Middleware> now) {
        if (!listed.equals(now)) {
            listed = List.copyOf(now);
            forgetOthers();
        }
    }

    /** Keeps no more than the few combinations of the rules of now can ask for. */
    private void forgetOthers() {
        if (made.isEmpty()) {
            return;
        }
        MethodLevels levels = variants.levels;
        Set<Object> wanted = new HashSet<>();
        for (int bits = 0; bits < levels.combinations(); bits++) {
            if (levels.mayHold(bits)) {
                new Variant(this, levels, bits).wants(listed, wanted);
            }
        }
        made.keySet().retainAll(wanted);
    }

    private synchronized Variants renew() {
        MethodLevels levels = rules.levels(number); // of now: a slow thread goes not back
        if (variants.levels != levels) {
            variants = new Variants(levels);
            forgetOthers();
        }
        return variants;
    }

    private Ruling variant(Variants of, long traceLo, String caller) {
        int bits = of.levels.now(traceLo, caller, rules.ticker());
        Variant known = of.byBits.get(bits);
        if (known != null) {
            return known;
        }
        Variant added = new Variant(this, of.levels, bits);
        Variant witness = of.byBits.compareAndExchange(bits, null, added);
        return witness == null ? added : witness;
    }
}
