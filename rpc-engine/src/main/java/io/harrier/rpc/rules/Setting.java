package io.harrier.rpc.rules;

import io.harrier.rpc.rules.SettingKind.Of;

/** All that a rule may set: the one list that parser and schema go by. */
enum Setting {
    TIMEOUT("", "timeout", SettingKind.duration(1, 3_600_000)),

    RETRY_ATTEMPTS("retry", "maxAttempts", SettingKind.whole(1, 10)),
    RETRY_DELAY("retry", "delay", SettingKind.duration(0, 3_600_000)),
    RETRY_MAX_DELAY("retry", "maxDelay", SettingKind.duration(0, 3_600_000)),
    RETRY_BUDGET_PERCENT("retry", "budgetPercent", SettingKind.whole(0, 100)),
    RETRY_BUDGET_PER_SECOND("retry", "budgetPerSecond", SettingKind.whole(1, 1_000_000)),

    BREAKER_ENABLED("circuitBreaker", "enabled", SettingKind.SWITCH),
    BREAKER_FAILURE_PERCENT("circuitBreaker", "failurePercent", SettingKind.whole(1, 100)),
    BREAKER_MIN_CALLS("circuitBreaker", "minCalls", SettingKind.whole(1, 1_000_000)),
    BREAKER_WINDOW("circuitBreaker", "window", SettingKind.duration(1_000, 3_600_000)),
    BREAKER_OPEN_FOR("circuitBreaker", "openFor", SettingKind.duration(1, 3_600_000)),
    BREAKER_PROBES("circuitBreaker", "probes", SettingKind.whole(1, 10_000)),

    LIMIT_RATE("limits", "rate", SettingKind.number(0, 1e9)),
    LIMIT_RATE_PER_CALLER("limits", "ratePerCaller", SettingKind.number(0, 1e9)),
    LIMIT_BURST("limits", "burst", SettingKind.duration(0, 3_600_000)),
    LIMIT_CONCURRENCY("limits", "concurrency", SettingKind.whole(0, 1_000_000)),

    SAMPLING_RATE("sampling", "rate", SettingKind.number(0, 1)),
    SAMPLING_EMERGENCY_RATE("sampling", "emergencyRate", SettingKind.number(0, 1));

    private final String group;
    private final String key;
    private final SettingKind kind;

    Setting(String group, String key, SettingKind kind) {
        this.group = group;
        this.key = key;
        this.kind = kind;
    }

    /** The member of a rule that it stands in; empty if it is one itself. */
    String group() {
        return group;
    }

    String key() {
        return key;
    }

    SettingKind kind() {
        return kind;
    }

    boolean isSwitch() {
        return kind.of() == Of.SWITCH;
    }
}
