package io.harrier.rpc.rules;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Ruling;
import java.util.List;
import java.util.Set;

/** What some of a method's rules say together: those that hold for one part of its calls. */
final class Variant implements Ruling {
    private static final Middleware NOTHING = (next, place) -> next;

    private final RuledMethod method;
    private final MethodLevels levels;
    private final int bits;
    private final Settings settings;

    Variant(RuledMethod method, MethodLevels levels, int bits) {
        this.method = method;
        this.levels = levels;
        this.bits = bits;
        settings = new Settings(levels.settings(bits));
    }

    @Override
    public List<Middleware> middleware(List<Middleware> listed) {
        method.listed(listed);
        return chain(listed, (what, maker) -> method.keep(levels, what, maker));
    }

    /** Adds what {@link RuledMethod#keep} would be asked for. */
    void wants(List<Middleware> listed, Set<Object> wanted) {
        chain(
                listed,
                (what, maker) -> {
                    wanted.add(what);
                    return NOTHING;
                });
    }

    private List<Middleware> chain(List<Middleware> listed, ChainMaker.Keeper keeper) {
        ChainMaker maker = new ChainMaker(method, listed, keeper);
        maker.set(settings);
        for (int level = 0; level < levels.rules().size(); level++) {
            Rule rule = levels.rules().get(level);
            if ((bits & 1 << level) != 0 && rule.isDry()) {
                Settings asIf = new Settings(levels.settings(bits, level));
                maker.dryRun(rule, asIf, levels.tally(level));
            }
        }
        return maker.chain();
    }

    @Override
    public long timeoutNanos() {
        return method.isServer() ? 0 : settings.timeoutNanos();
    }

    @Override
    public boolean holdsBeside(Ruling other) {
        return other instanceof Variant variant
                && variant.method == method
                && variant.levels == levels;
    }
}
