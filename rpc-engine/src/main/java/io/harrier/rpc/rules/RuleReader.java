package io.harrier.rpc.rules;

import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.rules.Rollout.By;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {
    static final Pattern TIME =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

    private static final String TIME_EXPECTED = "a time in UTC such as \"2030-01-31T18:00:00Z\"";
    private static final String BY_EXPECTED = "\"trace\" or \"caller\"";
    private static final SettingKind PERCENT = SettingKind.number(0, 100);

    private static final List<String> GROUPS =
            Arrays.stream(Setting.values()).map(Setting::group).distinct().toList();

    private static final String[] KNOWN =
            Stream.concat(
                            Stream.of("description", "timeout", "rollout", "dryRun", "expires"),
                            GROUPS.stream().filter(group -> !group.isEmpty()))
                    .toArray(String[]::new);

    private final JsonScanner in;
    private final RuleProblems problems;
    private final String pointer;
    private final Map<Setting, Object> settings = new EnumMap<>(Setting.class);
    private Rollout rollout = Rollout.ALL;
    private boolean isDry;
    private @Nullable Instant expires;

    RuleReader(JsonScanner in, RuleProblems problems, String pointer) {
        this.in = in;
        this.problems = problems;
        this.pointer = pointer;
    }

    /** Its own problems do not keep it from being read to its end. */
    Rule read(RuleKey key) {
        Members members = new Members(in, problems, pointer, KNOWN);
        while (members.next()) {
            member(members);
        }
        Rule rule = new Rule(key, Collections.unmodifiableMap(settings), rollout, isDry, expires);
        check(rule);
        return rule;
    }

    private void member(Members at) {
        switch (at.name()) {
            case "description" ->
                    problems.read(in, at.pointer(), () -> RulesParser.description(in));
            case "dryRun" ->
                    isDry = is(problems.read(in, at.pointer(), () -> in.readBoolean("a boolean")));
            case "expires" -> expires = problems.read(in, at.pointer(), this::time);
            case "rollout" -> problems.read(in, at.pointer(), () -> rollout(at.pointer()));
            default -> {
                Setting alone = setting("", at.name());
                if (alone == null) {
                    problems.read(in, at.pointer(), () -> group(at.name(), at.pointer()));
                } else {
                    set(alone, at.pointer());
                }
            }
        }
    }

    private boolean group(String group, String at) {
        String[] keys =
                Arrays.stream(Setting.values())
                        .filter(setting -> setting.group().equals(group))
                        .map(Setting::key)
                        .toArray(String[]::new);
        Members members = new Members(in, problems, at, keys);
        while (members.next()) {
            Setting setting = setting(group, members.name());
            if (setting != null) {
                set(setting, members.pointer());
            }
        }
        return true;
    }

    private void set(Setting setting, String at) {
        Object value = problems.read(in, at, () -> setting.kind().read(in));
        if (value != null) {
            settings.put(setting, value);
        }
    }

    private boolean rollout(String at) {
        Members members = new Members(in, problems, at, "percent", "by");
        Double percent = null;
        By by = By.TRACE;
        while (members.next()) {
            if (members.name().equals("percent")) {
                percent = (Double) problems.read(in, members.pointer(), () -> PERCENT.read(in));
            } else {
                By told = problems.read(in, members.pointer(), this::by);
                by = told == null ? by : told;
            }
        }
        if (percent == null) {
            problems.add(at, "no percent (expected: a member \"percent\", from 0 to 100)");
        } else {
            rollout = new Rollout(percent, by);
        }
        return true;
    }

    private By by() {
        String text = JsonTexts.read(in, BY_EXPECTED);
        for (By each : By.values()) {
            if (each.word().equals(text)) {
                return each;
            }
        }
        throw new RefusedValue('"' + JsonTexts.shown(text) + '"', BY_EXPECTED);
    }

    private Instant time() {
        String text = JsonTexts.read(in, TIME_EXPECTED);
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // such as the 30th of February
        }
        throw new RefusedValue('"' + JsonTexts.shown(text) + '"', TIME_EXPECTED);
    }

    /** What may not stand beside each other. */
    private void check(Rule rule) {
        if (rule.sets("sampling") && (!rule.rollout().isAll() || rule.isDry())) {
            problems.add(
                    pointer + "/sampling",
                    "stands beside rollout or dryRun (expected: neither; its rates are parts of the"
                            + " calls themselves)");
        }
        if (settings.containsKey(Setting.SAMPLING_EMERGENCY_RATE) && rule.expires() == null) {
            problems.add(
                    pointer + "/sampling/emergencyRate",
                    "never ends (expected: a member \"expires\" in the rule)");
        }
        if (settings.get(Setting.RETRY_DELAY) instanceof Duration first
                && settings.get(Setting.RETRY_MAX_DELAY) instanceof Duration longest
                && first.compareTo(longest) > 0) {
            problems.add(
                    pointer + "/retry/delay",
                    first.toMillis()
                            + "ms (expected: at most maxDelay, "
                            + longest.toMillis()
                            + "ms)");
        }
    }

    private static @Nullable Setting setting(String group, String key) {
        for (Setting each : Setting.values()) {
            if (each.group().equals(group) && each.key().equals(key)) {
                return each;
            }
        }
        return null;
    }

    private static boolean is(@Nullable Boolean told) {
        return told != null && told;
    }
}
