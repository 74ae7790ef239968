package io.harrier.rpc.rules;

import io.harrier.rpc.concurrent.Ticker;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rules that are for one method, the most specific first: up to four. Which of them hold for a
 * call is a number with a bit for each. Immutable.
 */
final class MethodLevels {
    static final MethodLevels NONE = new MethodLevels(List.of(), List.of(), new long[0]);

    private final List<Rule> rules;
    private final List<DryRunTally> tallies;
    private final long[] untilNanos;

    /** Those that hold for every call, always. */
    private final int plain;

    /**
     * @param tallies of the rules
     * @param untilNanos when each ends; of no meaning for those that do not
     */
    MethodLevels(List<Rule> rules, List<DryRunTally> tallies, long[] untilNanos) {
        this.rules = rules;
        this.tallies = tallies;
        this.untilNanos = untilNanos;
        int bits = 0;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            bits |= rule.rollout().isAll() && rule.expires() == null ? 1 << i : 0;
        }
        plain = bits;
    }

    List<Rule> rules() {
        return rules;
    }

    DryRunTally tally(int level) {
        return tallies.get(level);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    int combinations() {
        return 1 << rules.size();
    }

    /** Whether these, and no others, hold for some call at some time. */
    boolean mayHold(int bits) {
        return (bits & plain) == plain;
    }

    /** Whether the same rules are for it, in the same words. */
    boolean says(List<Rule> others) {
        return rules.equals(others);
    }

    /** The bits of those that hold for a call. */
    int now(long traceLo, String caller, Ticker ticker) {
        if (plain == combinations() - 1) {
            return plain;
        }
        int bits = plain;
        for (int i = 0; i < untilNanos.length; i++) {
            bits |= (bits & 1 << i) == 0 && holds(i, traceLo, caller, ticker) ? 1 << i : 0;
        }
        return bits;
    }

    private boolean holds(int level, long traceLo, String caller, Ticker ticker) {
        Rule rule = rules.get(level);
        return (rule.expires() == null || untilNanos[level] - ticker.nanos() > 0)
                && (rule.rollout().isAll() || rule.rollout().contains(traceLo, caller));
    }

    /** What is set, field by field by the most specific rule among these that is not dry. */
    Map<Setting, Object> settings(int bits) {
        return settings(bits, -1);
    }

    /**
     * @param dry one that counts as if it were not
     */
    Map<Setting, Object> settings(int bits, int dry) {
        Map<Setting, Object> settings = new EnumMap<>(Setting.class);
        for (int i = 0; i < rules.size(); i++) {
            if ((bits & 1 << i) != 0 && (!rules.get(i).isDry() || i == dry)) {
                rules.get(i).addTo(settings);
            }
        }
        return settings;
    }

    /** When one of the rules ends. */
    long untilNanos(int level) {
        return untilNanos[level];
    }
}
