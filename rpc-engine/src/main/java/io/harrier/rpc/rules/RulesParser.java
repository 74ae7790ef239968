package io.harrier.rpc.rules;

import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of rules. Strict: what is not known, of another type, out of range, or there
 * twice, is refused with its place.
 */
final class RulesParser {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_RULES = 10_000;

    /** The document, its rules, one rule, one of its groups. */
    private static final int MAX_DEPTH = 4;

    static final int MAX_DESCRIPTION = 1_000;

    private final RuleProblems problems = new RuleProblems();
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    private RulesParser() {}

    /**
     * @param document null if there is a problem
     */
    record Parsed(@Nullable RulesDocument document, List<RuleProblem> problems) {}

    static Parsed parse(String text) {
        RulesParser parser = new RulesParser();
        parser.read(text);
        if (!parser.problems.isEmpty()) {
            return new Parsed(null, parser.problems.list());
        }
        parser.rules.sort(Comparator.comparingInt((Rule rule) -> rule.key().rank()).reversed());
        return new Parsed(new RulesDocument(text, List.copyOf(parser.rules)), List.of());
    }

    private void read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            problems.add("", bytes.length + " bytes (expected: at most " + MAX_BYTES + ')');
            return;
        }
        try (JsonScanner in = JsonScanner.of(bytes, 0, bytes.length, MAX_DEPTH)) {
            problems.read(in, "", () -> document(in));
            problems.finish(in);
        } catch (JsonException e) {
            problems.addHere(e);
        }
    }

    private boolean document(JsonScanner in) {
        Members members = new Members(in, problems, "", "$schema", "description", "rules");
        boolean hasRules = false;
        while (members.next()) {
            if (members.name().equals("rules")) {
                hasRules = true;
                problems.read(in, members.pointer(), () -> rules(in));
            } else {
                problems.read(in, members.pointer(), () -> description(in));
            }
        }
        if (!hasRules) {
            problems.add("", "no rules (expected: a member \"rules\", which may be empty)");
        }
        return true;
    }

    private boolean rules(JsonScanner in) {
        Members members = new Members(in, problems, "/rules");
        while (members.next()) {
            RuleKey key = RuleKey.parse(members.name());
            if (key == null) {
                members.refuse("not a rule's name (expected: " + RuleKey.EXPECTED + ')');
            } else if (!keys.add(key.text())) {
                members.refuse("comes twice, but for spaces (expected: once)");
            } else if (rules.size() == MAX_RULES) {
                members.refuse("one rule too many (expected: at most " + MAX_RULES + ')');
            } else {
                add(in, key, members.pointer());
            }
        }
        return true;
    }

    private void add(JsonScanner in, RuleKey key, String pointer) {
        RuleReader reader = new RuleReader(in, problems, pointer);
        Rule rule = problems.read(in, pointer, () -> reader.read(key));
        if (rule != null) {
            rules.add(rule);
        }
    }

    static String description(JsonScanner in) {
        String expected = "text of at most " + MAX_DESCRIPTION + " characters";
        String text = JsonTexts.read(in, expected);
        int length = text.codePointCount(0, text.length());
        if (length > MAX_DESCRIPTION) {
            throw new RefusedValue(length + " characters", expected);
        }
        return text;
    }
}
