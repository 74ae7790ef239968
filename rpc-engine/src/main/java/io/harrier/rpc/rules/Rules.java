package io.harrier.rpc.rules;

import io.harrier.rpc.call.Place;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.rules.RulesParser.Parsed;
import io.harrier.rpc.trace.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of an application: one document, which is replaced while calls are made. Clients and
 * servers share it. For any thread.
 *
 * <pre>{@code
 * Rules rules = new Rules();
 * RpcClient client = RpcClient.builder("127.0.0.1:8888").rules(rules).build();
 * rules.push("{\"rules\": {\"Users/find\": {\"timeout\": \"250ms\"}}}", "console");
 * }</pre>
 *
 * <p>A document that has an error changes nothing. What holds now holds for the calls that begin
 * now: each call keeps to the end what it began with.
 */
public final class Rules {
    private static final Logger LOG = LoggerFactory.getLogger(Rules.class);
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private static final List<RuleProblem> NO_TEXT =
            List.of(new RuleProblem("", "bytes that are no UTF-8 (expected: JSON in UTF-8)"));

    private final Ticker ticker;
    private final Clock clock;
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Sampling sampling = new Sampling();
    private final Map<Rule, DryRunTally> tallies = new HashMap<>();

    /** Of the document that holds: those that fit no place, and those that are dry. */
    private List<RuleKey> unmatched = List.of();

    private List<Rule> dry = List.of();
    private long accepted;
    private long refused;
    private List<RuleProblem> problems = List.of();

    private volatile RuleTable table = RuleTable.NONE;

    public Rules() {
        this(Ticker.SYSTEM, Clock.systemUTC());
    }

    /** For tests: the time as these say. */
    public Rules(Ticker ticker, Clock clock) {
        this.ticker = ticker;
        this.clock = clock;
    }

    /**
     * Puts this document in the place of the one that holds, if it has no error. In force when this
     * returns.
     *
     * @param source who brought it, for logs
     */
    public synchronized RulesPush push(String document, String source) {
        if (document.equals(table.document().text())) {
            problems = List.of();
            return told(true, List.of());
        }
        Parsed parsed = RulesParser.parse(document);
        if (parsed.document() == null) {
            return refuse(parsed.problems(), source);
        }
        accept(parsed.document(), source);
        return told(true, List.of());
    }

    /**
     * Takes the documents of a source: the one that there is, if there is one, before this returns.
     * The last document that came holds, whatever its source.
     *
     * @return ends it
     */
    public RuleSource.Watch follow(RuleSource source) {
        String name = source.name();
        return source.watch(
                new RuleSource.Listener() {
                    @Override
                    public void onDocument(String document) {
                        push(document, name);
                    }

                    @Override
                    public void onFailure(Exception why) {
                        if (why instanceof CharacterCodingException) {
                            refuse(NO_TEXT, name);
                        } else {
                            complain(why, name);
                        }
                    }
                });
    }

    private void complain(Exception why, String source) {
        LOG.warn(
                "no rules of {}, those of version {} hold on: {}",
                JsonTexts.shown(source),
                table.version(),
                why.toString());
    }

    /** What holds now, and what was counted. */
    public synchronized RulesState state() {
        RuleTable now = table;
        return new RulesState(
                now.version(),
                now.document().hash(),
                now.source(),
                now.document().rules().size(),
                accepted,
                refused,
                problems,
                unmatched.stream().map(RuleKey::text).toList(),
                dryRuns());
    }

    /** The document that holds, as it came; empty if none does. */
    public String document() {
        return table.document().text();
    }

    /** The JSON Schema that documents go by. */
    public static String schema() {
        try (InputStream in = Rules.class.getResourceAsStream("rules.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For the engine: the rules of one client or server.
     *
     * @param tracing which is told their sampling; null if calls are not traced
     * @param client its name there; empty for a server
     */
    public RuledSide side(@Nullable Tracing tracing, String client) {
        return new RuledSide(this, tracing, client);
    }

    MethodLevels levels(int number) {
        return table.of(number);
    }

    Ticker ticker() {
        return ticker;
    }

    /** The number of a method in the tables; equal ones have the same. */
    synchronized int number(Place place, @Nullable Tracing tracing, String client) {
        Integer known = numbers.get(name(place));
        int number = known == null ? add(place) : known;
        if (tracing != null) {
            sampling.add(tracing, client, place, number);
            sampling.tell(table, ticker.nanos());
        }
        return number;
    }

    private int add(Place place) {
        int number = places.size();
        places.add(place);
        numbers.put(name(place), number);
        table = table.with(levels(place, table.document(), MethodLevels.NONE));
        unmatched = unmatched.stream().filter(key -> !key.isFor(place)).toList();
        return number;
    }

    private static String name(Place place) {
        return place.side() + " " + place.service().name() + '/' + place.method().signature();
    }

    private synchronized RulesPush refuse(List<RuleProblem> found, String source) {
        refused++;
        problems = List.copyOf(found);
        LOG.error(
                "rules of {} refused, those of version {} hold on: {}",
                JsonTexts.shown(source),
                table.version(),
                found);
        return told(false, found);
    }

    private void accept(RulesDocument document, String source) {
        accepted++;
        problems = List.of();
        tallies.keySet().retainAll(new HashSet<>(document.rules()));
        MethodLevels[] levels = new MethodLevels[places.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = levels(places.get(i), document, table.of(i));
        }
        table = new RuleTable(table.version() + 1, source, document, levels);
        unmatched = unmatched(document, levels);
        dry = document.rules().stream().filter(Rule::isDry).toList();
        sampling.tell(table, ticker.nanos());
        LOG.info(
                "rules of {} hold: version {}, hash {}, {} rules",
                JsonTexts.shown(source),
                table.version(),
                document.hash(),
                document.rules().size());
    }

    /** The same row as before if the same is said. */
    private MethodLevels levels(Place place, RulesDocument document, MethodLevels before) {
        List<Rule> rules =
                document.rules().stream().filter(rule -> rule.key().isFor(place)).toList();
        if (before.says(rules)) {
            return before;
        }
        long[] until = rules.stream().mapToLong(this::untilNanos).toArray();
        return new MethodLevels(rules, rules.stream().map(this::tally).toList(), until);
    }

    private DryRunTally tally(Rule rule) {
        return tallies.computeIfAbsent(rule, key -> new DryRunTally());
    }

    /** The calendar is looked at once: nobody who sets it ends a rule. */
    private long untilNanos(Rule rule) {
        Instant expires = rule.expires();
        if (expires == null) {
            return 0;
        }
        Duration left = Duration.between(clock.instant(), expires);
        boolean isFar = left.abs().toSeconds() > Duration.ofNanos(LONGEST_NANOS).toSeconds();
        long nanos = isFar ? LONGEST_NANOS : left.abs().toNanos();
        return ticker.nanos() + (left.isNegative() ? -nanos : nanos);
    }

    private RulesPush told(boolean isAccepted, List<RuleProblem> found) {
        return new RulesPush(isAccepted, table.version(), table.document().hash(), found);
    }

    private static List<RuleKey> unmatched(RulesDocument document, MethodLevels... levels) {
        Set<RuleKey> matched = new HashSet<>();
        for (MethodLevels each : levels) {
            each.rules().forEach(rule -> matched.add(rule.key()));
        }
        return document.rules().stream()
                .map(Rule::key)
                .filter(key -> !matched.contains(key))
                .toList();
    }

    private Map<String, DryRunCounts> dryRuns() {
        Map<String, DryRunCounts> counts = new LinkedHashMap<>();
        dry.forEach(rule -> counts.put(rule.key().text(), tally(rule).counts()));
        return counts;
    }
}
