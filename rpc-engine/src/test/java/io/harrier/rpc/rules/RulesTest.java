package io.harrier.rpc.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.MethodRules;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.call.Ruling;
import io.harrier.rpc.call.TestInvocation;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.resilience.ConcurrencyLimit;
import io.harrier.rpc.resilience.RateLimit;
import io.harrier.rpc.resilience.RateLimits;
import io.harrier.rpc.resilience.Retry;
import io.harrier.rpc.resilience.RetryPolicy;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The time is the test's. */
class RulesTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Rules rules = new Rules(nanos::get, Clock.fixed(START, ZoneOffset.UTC));
    private final RuledSide clients = rules.side(null, "");
    private final RuledSide server = rules.side(null, "");

    @Test
    void push_ofAGoodDocument_holdsAtOnceAndIsTold() {
        RulesPush push = rules.push("{\"rules\": {\"Users/find\": {\"timeout\": \"2s\"}}}", "test");

        assertThat(push.isAccepted()).isTrue();
        assertThat(push.version()).isEqualTo(1);
        assertThat(timeoutMillis(find())).isEqualTo(2_000);
        RulesState state = rules.state();
        assertThat(state.hash()).isEqualTo(push.hash()).matches("[0-9a-f]{16}");
        assertThat(state.source()).isEqualTo("test");
        assertThat(state.rules()).isEqualTo(1);
        assertThat(state.accepted()).isEqualTo(1);
    }

    @Test
    void push_ofABadDocument_changesNothingAndIsCounted() {
        rules.push("{\"rules\": {\"Users\": {\"timeout\": \"2s\"}}}", "test");
        MethodRules find = find();
        Ruling before = now(find);

        RulesPush push = rules.push("{\"rules\": {\"Users\": {\"timeout\": 2}}}", "test");

        assertThat(push.isAccepted()).isFalse();
        assertThat(push.version()).isEqualTo(1);
        assertThat(push.problems()).hasSize(1);
        assertThat(now(find)).isSameAs(before);
        assertThat(rules.state().refused()).isEqualTo(1);
        assertThat(rules.state().problems()).isEqualTo(push.problems());
        assertThat(rules.document()).contains("2s");
    }

    @Test
    void push_ofTheSameDocument_isNoNewVersion() {
        String document = "{\"rules\": {\"Users\": {\"timeout\": \"2s\"}}}";
        rules.push(document, "test");

        assertThat(rules.push(document, "other").version()).isEqualTo(1);
        assertThat(rules.state().source()).isEqualTo("test");
    }

    @Test
    void ruling_ofAMethodOfWhichTheSameIsSaid_staysTheSame() {
        rules.push("{\"rules\": {\"Users/find\": {\"timeout\": \"2s\"}}}", "test");
        MethodRules find = find();
        Ruling before = now(find);

        rules.push("{\"rules\": {\"Users/find\": {\"timeout\": \"2s\"}, \"Orders\": {}}}", "test");
        assertThat(now(find)).isSameAs(before);

        rules.push("{\"rules\": {}}", "test");
        assertThat(now(find)).isSameAs(Ruling.NONE);
    }

    @Test
    void settings_ofSeveralLevels_comeFieldByFieldFromTheMostSpecific() {
        rules.push(
                """
                {"rules": {
                  "*": {"timeout": "1s", "retry": {"maxAttempts": 2, "delay": "7ms"}},
                  "Users": {"retry": {"maxAttempts": 3, "budgetPercent": 50}},
                  "Users/find": {"retry": {"maxAttempts": 4}},
                  "Users/find(i64,list<string>)": {"retry": {"budgetPerSecond": 9}},
                  "Users/find(i64)": {"retry": {"maxAttempts": 9}},
                  "Orders": {"timeout": "9s"}
                }}
                """,
                "test");

        assertThat(timeoutMillis(find())).isEqualTo(1_000);
        assertThat(retry(now(find()), List.of()))
                .isEqualTo(
                        RetryPolicy.DEFAULT
                                .withMaxAttempts(4)
                                .withDelay(Duration.ofMillis(7), Duration.ofSeconds(1))
                                .withBudget(0.5, 9));
        assertThat(rules.state().unmatched()).containsExactly("Users/find(i64)", "Orders");
    }

    @Test
    void state_namesTheRulesOfNoMethod_asDocumentsAndMethodsCome() {
        rules.push("{\"rules\": {\"*\": {}, \"Users/find\": {}, \"Users/save\": {}}}", "test");
        assertThat(rules.state().unmatched()).containsExactly("Users/find", "Users/save", "*");

        now(find());
        assertThat(rules.state().unmatched()).containsExactly("Users/save");

        rules.push("{\"rules\": {\"Users/drop\": {}, \"Users/find\": {}}}", "test");
        assertThat(rules.state().unmatched()).containsExactly("Users/drop");
        now(clients.of(place(Place.Side.CLIENT, "drop")));
        assertThat(rules.state().unmatched()).isEmpty();
    }

    @Test
    void retry_thatIsConfigured_givesWhatNoRuleSets() {
        rules.push("{\"rules\": {\"Users\": {\"retry\": {\"delay\": \"3s\"}}}}", "test");
        Retry configured =
                new Retry(
                        RetryPolicy.DEFAULT
                                .withMaxAttempts(7)
                                .withDelay(Duration.ZERO, Duration.ofSeconds(1)));

        assertThat(retry(now(find()), List.of(configured)))
                .isEqualTo(
                        RetryPolicy.DEFAULT
                                .withMaxAttempts(7)
                                .withDelay(Duration.ofSeconds(3), Duration.ofSeconds(3)));
    }

    @Test
    void retry_thatSetsNoBudget_spendsThatOfTheClient() {
        rules.push("{\"rules\": {\"*\": {\"retry\": {\"maxAttempts\": 2}}}}", "test");
        TestInvocation call =
                new TestInvocation(
                        place(Place.Side.CLIENT), CallContext.NONE, TimeUnit.HOURS.toNanos(1));
        int sent = 0;
        for (String method : List.of("find", "save", "delete")) {
            Middleware retry =
                    now(clients.of(place(Place.Side.CLIENT, method))).middleware(List.of()).get(0);
            AtomicLong attempts = new AtomicLong();
            Invoker failing =
                    retry.around(
                            same -> {
                                attempts.incrementAndGet();
                                return Reply.ofFailure(
                                        RpcException.refusal(ErrorKind.OVERLOADED, "full"));
                            },
                            place(Place.Side.CLIENT, method));
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(failing.invoke(call)::get).hasRootCauseMessage("full");
            }
            sent += attempts.get() - 20;
        }

        assertThat(sent).isEqualTo(10); // a second for all; alone each would have them
    }

    @Test
    void rule_thatHasExpired_holdsNoMore() {
        rules.push(
                """
                {"rules": {
                  "Users": {"timeout": "2s"},
                  "Users/find": {"timeout": "1s", "expires": "2030-01-01T00:01:00Z"}
                }}
                """,
                "test");
        MethodRules find = find();
        assertThat(timeoutMillis(find)).isEqualTo(1_000);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(timeoutMillis(find)).isEqualTo(2_000);
    }

    @Test
    void rule_thatHadExpiredBeforeItCame_isAcceptedAndDoesNothing() {
        RulesPush push =
                rules.push(
                        "{\"rules\": {\"Users\": {\"timeout\": \"2s\", \"expires\":"
                                + " \"0000-01-01T00:00:00Z\"}}}",
                        "test");

        assertThat(push.isAccepted()).isTrue();
        assertThat(timeoutMillis(find())).isZero();
    }

    @Test
    void rollout_byTrace_takesItsPartAndAlwaysTheSame() {
        MethodRules find = find();
        rollOut(10, "trace");
        boolean[] first = new boolean[100_000];
        int in = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = find.now(trace(i), "").timeoutNanos() > 0;
            in += first[i] ? 1 : 0;
        }
        assertThat(in).isBetween(9_500, 10_500);

        rollOut(20, "trace");
        for (int i = 0; i < first.length; i++) {
            assertThat(!first[i] || find.now(trace(i), "").timeoutNanos() > 0).isTrue();
        }
    }

    /** What another process on another machine decides, too. */
    @Test
    void rollout_ofKnownTracesAndCallers_isAsItHasAlwaysBeen() {
        assertThat(new Rollout(34, Rollout.By.TRACE).contains(1, "")).isTrue();
        assertThat(new Rollout(33, Rollout.By.TRACE).contains(1, "")).isFalse();
        assertThat(new Rollout(43, Rollout.By.CALLER).contains(0, "shop")).isTrue();
        assertThat(new Rollout(42, Rollout.By.CALLER).contains(0, "shop")).isFalse();
        assertThat(new Rollout(0, Rollout.By.CALLER).contains(0, "shop")).isFalse();
        assertThat(new Rollout(100, Rollout.By.CALLER).contains(0, "")).isTrue();
    }

    @Test
    void rollout_byCaller_takesAllCallsOfAnApplicationOrNone() {
        MethodRules find = find();
        rollOut(50, "caller");
        int in = 0;
        for (int i = 0; i < 1_000; i++) {
            String caller = "app-" + i;
            boolean isIn = find.now(trace(i), caller).timeoutNanos() > 0;
            assertThat(find.now(trace(i + 1), caller).timeoutNanos() > 0).isEqualTo(isIn);
            in += isIn ? 1 : 0;
        }
        assertThat(in).isBetween(430, 570);
    }

    @Test
    void limits_ofARule_standForTheConfiguredOneOfTheMethodAndBesideTheOthers() {
        RateLimit configured =
                new RateLimit(
                        RateLimits.NONE
                                .withMethod(1)
                                .withServer(5)
                                .withBurst(Duration.ofSeconds(1)),
                        nanos::get);
        rules.push("{\"rules\": {\"Users/find\": {\"limits\": {\"rate\": 3}}}}", "test");
        List<Middleware> chain = now(ofServer()).middleware(List.of(configured));

        assertThat(admitted(chain, 10)).isEqualTo(3);

        rules.push("{\"rules\": {\"Users/find\": {\"limits\": {\"rate\": 0}}}}", "test");
        assertThat(admitted(now(ofServer()).middleware(List.of(configured)), 10)).isEqualTo(2);
    }

    @Test
    void limits_ofConcurrency_letInNoMoreAtOnce() {
        rules.push("{\"rules\": {\"*\": {\"limits\": {\"concurrency\": 2}}}}", "test");
        List<Middleware> chain = now(ofServer()).middleware(List.of());

        assertThat(chain).hasSize(1).first().isInstanceOf(ConcurrencyLimit.class);
        assertThat(admitted(chain, 3)).isEqualTo(2);
    }

    @Test
    void limits_thatStayWhatTheyAre_keepWhatTheyHaveCounted() {
        String limits = "{\"rules\": {\"Users\": {\"limits\": {\"rate\": 3}}, \"Users/find\": %s}}";
        rules.push(limits.formatted("{}"), "test");
        assertThat(admitted(now(ofServer()).middleware(List.of()), 10)).isEqualTo(3);

        rules.push(limits.formatted("{\"timeout\": \"1s\"}"), "test");
        assertThat(admitted(now(ofServer()).middleware(List.of()), 10)).isZero();
    }

    /** Callers outside of a rollout must not make those inside lose what is counted of them. */
    @Test
    void limits_ofARollout_keepWhatTheyHaveCountedHoweverManyDocumentsComeBetweenItsCalls() {
        String document =
                """
                {"rules": {"Users": {"timeout": "%ds"}, "Users/find":
                    {"limits": {"rate": 3}, "rollout": {"percent": 43, "by": "caller"}}}}
                """;
        rules.push(document.formatted(1), "test");
        MethodRules find = ofServer();
        assertThat(admitted(find.now(1, "shop").middleware(List.of()), 10)).isEqualTo(3);

        for (int i = 2; i < 5; i++) {
            rules.push(document.formatted(i), "test");
            assertThat(find.now(1, "app-1").middleware(List.of())).as("outside").isEmpty();
        }

        assertThat(admitted(find.now(1, "shop").middleware(List.of()), 10)).isZero();
    }

    @Test
    void limits_thatNoRuleSetsAnyMore_areForgotten() {
        String limits = "{\"rules\": {\"Users\": {\"limits\": {\"rate\": 3}}}}";
        rules.push(limits, "test");
        MethodRules find = ofServer();
        assertThat(admitted(now(find).middleware(List.of()), 10)).isEqualTo(3);

        rules.push("{\"rules\": {}}", "test");
        assertThat(now(find)).isSameAs(Ruling.NONE);
        rules.push(limits, "test");
        assertThat(admitted(now(find).middleware(List.of()), 10)).isEqualTo(3);
    }

    @Test
    void limits_thatASlowThreadAsksForWhenNoRuleSetsThemAnyMore_areNotKept() {
        String limits = "{\"rules\": {\"Users\": {\"limits\": {\"rate\": 3}}}}";
        rules.push(limits, "test");
        MethodRules find = ofServer();
        Ruling slow = now(find);

        rules.push("{\"rules\": {}}", "test");
        assertThat(now(find)).isSameAs(Ruling.NONE);
        assertThat(admitted(slow.middleware(List.of()), 10)).isEqualTo(3);

        rules.push(limits, "test");
        assertThat(admitted(now(find).middleware(List.of()), 10)).isEqualTo(3);
    }

    @Test
    void dryRun_ofLimits_refusesNothingAndCounts() {
        rules.push(
                "{\"rules\": {\"Users\": {\"limits\": {\"rate\": 3}, \"dryRun\": true}}}", "test");

        assertThat(admitted(now(ofServer()).middleware(List.of()), 10)).isEqualTo(10);
        assertThat(rules.state().dryRuns())
                .containsEntry("Users", new DryRunCounts(10, 0, 0, 0, 7));
    }

    @Test
    void dryRun_ofATimeout_setsNone() {
        rules.push("{\"rules\": {\"Users\": {\"timeout\": \"1s\", \"dryRun\": true}}}", "test");

        assertThat(timeoutMillis(find())).isZero();
    }

    private static int admitted(List<Middleware> chain, int calls) {
        int in = 0;
        for (int i = 0; i < calls; i++) {
            try {
                for (Middleware each : chain) {
                    var admission = each.admission(place(Place.Side.SERVER));
                    if (admission != null) {
                        admission.enter(CallContext.NONE);
                    }
                }
                in++;
            } catch (RpcException e) {
                assertThat(e.isSafeToRetry()).isTrue();
            }
        }
        return in;
    }

    private void rollOut(int percent, String by) {
        rules.push(
                """
                {"rules": {"Users": {"timeout": "1s", "rollout": {"percent": %d, "by": "%s"}}}}
                """
                        .formatted(percent, by),
                "test");
    }

    private static long trace(int i) {
        return 0x9e3779b97f4a7c15L * (i + 1);
    }

    private static RetryPolicy retry(Ruling ruling, List<Middleware> listed) {
        return ruling.middleware(listed).stream()
                .map(Retry.class::cast)
                .map(Retry::policy)
                .findFirst()
                .orElseThrow();
    }

    private static long timeoutMillis(MethodRules method) {
        return TimeUnit.NANOSECONDS.toMillis(now(method).timeoutNanos());
    }

    private static Ruling now(MethodRules method) {
        return method.now(1, "shop");
    }

    private MethodRules find() {
        return clients.of(place(Place.Side.CLIENT));
    }

    private MethodRules ofServer() {
        return server.of(place(Place.Side.SERVER));
    }

    private static Place place(Place.Side side) {
        return place(side, "find");
    }

    private static Place place(Place.Side side, String name) {
        StructSchema arguments =
                new StructSchema(
                        "find_args",
                        () ->
                                List.of(
                                        field(1, TypeSchema.of(Kind.I64)),
                                        field(2, TypeSchema.list(TypeSchema.of(Kind.STRING)))));
        MethodSchema method =
                new MethodSchema(name, arguments, new StructSchema("find_result", List::of));
        return new Place(side, new ServiceSchema("Users", List.of(method)), method);
    }

    private static FieldSchema field(int id, TypeSchema type) {
        return new FieldSchema(id, "a" + id, type, Requiredness.DEFAULT);
    }
}
