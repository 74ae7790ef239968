package io.harrier.rpc.rules;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a document.
 *
 * @param settings what it sets
 * @param expires when it ends; null for never
 */
record Rule(
        RuleKey key,
        Map<Setting, Object> settings,
        Rollout rollout,
        boolean isDry,
        @Nullable Instant expires) {

    boolean sets(String group) {
        return settings.keySet().stream().anyMatch(setting -> setting.group().equals(group));
    }

    /** Whether it holds for all calls, always. */
    boolean isPlain() {
        return rollout.isAll() && expires == null && !isDry;
    }

    /** Puts what it sets beside what others have set. */
    void addTo(Map<Setting, Object> others) {
        settings.forEach(others::putIfAbsent);
    }
}
