package io.harrier.rpc.rules;

import java.util.List;
import java.util.SplittableRandom;

/** Documents that are mostly right: every setting, and values at and beyond their bounds. */
final class RandomDocument {
    private static final List<String> KEYS =
            List.of(
                    "*",
                    "Users",
                    "Users/find",
                    "Users/find(i64,string)",
                    "pkg.Users/find()",
                    "Users/find(map<string,i64>)",
                    "a b",
                    "a/b/c",
                    "**",
                    "",
                    "a/(i64)",
                    "Users ");
    private static final List<String> DURATIONS =
            List.of(
                    "\"250ms\"",
                    "\"2s\"",
                    "\"1h\"",
                    "\"1m\"",
                    "\"1000ms\"",
                    "\"01s\"",
                    "\"1d\"",
                    "7");
    private static final List<String> ODD =
            List.of("null", "true", "[]", "{}", "\"x\"", "-1", "1e3", "0.5", "12345678901");

    private final SplittableRandom random;

    RandomDocument(long seed) {
        random = new SplittableRandom(seed);
    }

    String text() {
        StringBuilder out = new StringBuilder("{\"rules\":{");
        int rules = random.nextInt(3);
        int from = random.nextInt(KEYS.size());
        for (int i = 0; i < rules; i++) {
            out.append(i == 0 ? "" : ",");
            out.append('"').append(KEYS.get((from + i) % KEYS.size())).append("\":");
            rule(out);
        }
        return out.append("}}").toString();
    }

    private void rule(StringBuilder out) {
        out.append('{');
        String comma = "";
        for (String group : List.of("", "retry", "circuitBreaker", "limits", "sampling")) {
            if (random.nextInt(3) == 0) {
                out.append(comma);
                group(group, out);
                comma = ",";
            }
        }
        String dryRun = "\"dryRun\":" + random.nextBoolean();
        for (String member : List.of(dryRun, rollout(), expires())) {
            if (random.nextInt(6) == 0) {
                out.append(comma).append(member);
                comma = ",";
            }
        }
        out.append('}');
    }

    private void group(String group, StringBuilder out) {
        if (group.isEmpty()) {
            out.append("\"timeout\":").append(value(Setting.TIMEOUT));
            return;
        }
        out.append('"').append(group).append("\":{");
        String comma = "";
        for (Setting each : Setting.values()) {
            if (each.group().equals(group) && random.nextInt(3) == 0) {
                out.append(comma).append('"').append(each.key()).append("\":").append(value(each));
                comma = ",";
            }
        }
        out.append('}');
    }

    private String value(Setting setting) {
        if (random.nextInt(20) == 0) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        SettingKind kind = setting.kind();
        return switch (kind.of()) {
            case SWITCH -> String.valueOf(random.nextBoolean());
            case DURATION ->
                    DURATIONS.get(random.nextInt(random.nextInt(8) == 0 ? DURATIONS.size() : 5));
            case WHOLE -> String.valueOf((long) bound(kind) + (random.nextInt(20) == 0 ? 1 : 0));
            case NUMBER -> String.valueOf(bound(kind) - (random.nextInt(20) == 0 ? 1e-3 : 0));
        };
    }

    private double bound(SettingKind kind) {
        return random.nextBoolean() ? kind.min() : kind.max();
    }

    private String rollout() {
        return "\"rollout\":{\"percent\":" + random.nextInt(99, 102) + ",\"by\":\"caller\"}";
    }

    private String expires() {
        return "\"expires\":\"" + (random.nextBoolean() ? "2030-01-01T00:00:00Z\"" : "now\"");
    }
}
