package io.harrier.rpc.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.metrics.Endings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The clock and the windows are the test's; nothing runs beside it. */
final class TracingTest {
    private static final long SECOND = 1_000_000_000;
    private static final int OVERLOADED = Endings.of(ErrorKind.OVERLOADED);
    private static final int FAILED = Endings.of(ErrorKind.HANDLER_FAILED);

    private final AtomicLong clock = new AtomicLong(77);
    private final List<String> exported = new ArrayList<>();
    private RuntimeException broken;

    @Test
    void root_atARateOfOne_isSampledAndExported() {
        Tracing tracing = tracing(new SamplingSettings(1, 1, 1, false, 0));
        Call call = new Call(tracing, 0, 0);
        call.end(Endings.VALUE);

        tracing.export();

        assertThat(call.traceFlags()).isEqualTo(TraceFlags.RANDOM | TraceFlags.SAMPLED);
        assertThat(exported)
                .containsExactly("Users.find CLIENT ok users:1 shop root 1000 tail=false");
        assertThat(tracing.count(TraceCount.SAMPLED_BY_RATE)).isEqualTo(1);
        assertThat(tracing.count(TraceCount.EXPORTED)).isEqualTo(1);
    }

    @Test
    void child_ofASampledParent_isSampledAtAnyRate() {
        Tracing tracing = tracing(SamplingSettings.NONE);
        Call call = new Call(tracing, 9, TraceFlags.SAMPLED);
        call.end(Endings.VALUE);

        tracing.export();

        assertThat(call.traceHi()).isEqualTo(9);
        assertThat(exported).hasSize(1).first().asString().contains("child");
        assertThat(tracing.count(TraceCount.SAMPLED_BY_PARENT)).isEqualTo(1);
    }

    @Test
    void child_ofAParentThatWasNot_isNotSampledAtAnyRate() {
        Tracing tracing = tracing(new SamplingSettings(1, 1, 1, true, 0));
        Call call = new Call(tracing, 9, TraceFlags.RANDOM);
        call.end(Endings.VALUE);

        tracing.export();

        assertThat(call.traceFlags()).isEqualTo(TraceFlags.RANDOM);
        assertThat(call.spanId()).isNotZero();
        assertThat(exported).isEmpty();
    }

    @Test
    void root_ofARareMethod_isSampledOnceASecond() {
        Tracing tracing = tracing(new SamplingSettings(1e-9, 1, 1, true, 0));
        int sampled = 0;
        for (int i = 0; i < 100; i++) { // ten a second
            sampled += TraceFlags.isSampled(new Call(tracing, 0, 0).traceFlags()) ? 1 : 0;
            clock.addAndGet(SECOND / 10);
        }

        assertThat(sampled).isEqualTo(10);
        assertThat(tracing.count(TraceCount.SAMPLED_BY_TRICKLE)).isEqualTo(10);
    }

    @Test
    void failure_thatWasNotSampled_isKeptWithinTheBudget() {
        Tracing tracing = tracing(new SamplingSettings(1e-9, 1, 1, false, 2));
        for (int i = 0; i < 5; i++) {
            new Call(tracing, 0, 0).end(FAILED);
        }
        new Call(tracing, 0, 0).end(Endings.BIZ_STATUS);

        tracing.export();

        assertThat(exported).hasSize(2).first().asString().contains("handler-failed", "tail=true");
        assertThat(tracing.count(TraceCount.KEPT_AT_END)).isEqualTo(2);
        assertThat(tracing.count(TraceCount.OVER_BUDGET)).isEqualTo(3);
    }

    @Test
    void refused_asTheFirstOfItsSecond_leavesThatToAnother() {
        Tracing tracing = tracing(new SamplingSettings(1e-9, 1, 1, true, 0));
        Call refused = new Call(tracing, 0, 0);
        assertThat(TraceFlags.isSampled(refused.traceFlags())).isTrue();
        refused.endRefused(OVERLOADED, clock.addAndGet(5), 10);
        Call next = new Call(tracing, 0, 0);
        next.end(Endings.VALUE);

        tracing.export();

        assertThat(exported).hasSize(1).first().asString().contains(" ok ");
        assertThat(tracing.count(TraceCount.SAMPLED_BY_TRICKLE)).isEqualTo(1);
        assertThat(find(tracing).statistics().refused()).isEqualTo(1);
    }

    @Test
    void refused_ofASampledTrace_isRecorded() {
        Tracing tracing = tracing(new SamplingSettings(0, 0, 1, true, 0));
        new Call(tracing, 9, TraceFlags.SAMPLED).endRefused(OVERLOADED, clock.get(), 10);

        tracing.export();

        assertThat(exported)
                .containsExactly("Users.find CLIENT overloaded users:1 shop child 0 tail=false");
    }

    @Test
    void refused_byTheThousand_leavesMostOfTheBudgetToOthers() {
        Tracing tracing = tracing(new SamplingSettings(1e-9, 1, 1, false, 12));
        for (int i = 0; i < 1000; i++) {
            new Call(tracing, 0, 0).endRefused(OVERLOADED, clock.get(), 10);
        }
        new Call(tracing, 0, 0).end(FAILED);

        tracing.export();

        assertThat(exported).hasSize(3);
        assertThat(exported.subList(0, 2))
                .allSatisfy(span -> assertThat(span).contains("overloaded", "tail=true"));
        assertThat(exported.get(2)).contains("handler-failed");
        assertThat(tracing.count(TraceCount.KEPT_AT_END)).isEqualTo(3);
    }

    @Test
    void refused_ofAMethodThatIsSilent_leavesNothing() {
        Tracing tracing = tracing(new SamplingSettings(1, 1, 1, true, 100));
        tracing.emergency(List.of(new EmergencyRule("Users", "", 0, Long.MAX_VALUE)));
        new Call(tracing, 0, 0).endRefused(OVERLOADED, clock.get(), 10);

        tracing.export();

        assertThat(exported).isEmpty();
    }

    @Test
    void slowCall_onceItIsKnownWhatIsUsual_isKept() {
        Tracing tracing = tracing(new SamplingSettings(1e-9, 1, 1, false, 100));
        for (int window = 0; window < 20; window++) {
            for (int i = 0; i < 200; i++) {
                new Call(tracing, 0, 0).end(Endings.VALUE, 1_000_000);
            }
            tracing.onWindow();
        }
        new Call(tracing, 0, 0).end(Endings.VALUE, 9_000_000);

        tracing.export();

        assertThat(exported).hasSize(1).first().asString().contains("ok", "9000000", "tail=true");
    }

    @Test
    void rate_whileCallsFail_isRaisedForThatMethodAlone() {
        Tracing tracing = tracing(new SamplingSettings(0.001, 0.05, 0.05, true, 0));
        TracedMethod other = tracing.method(Side.CLIENT, "Users", "other");
        for (int i = 0; i < 100; i++) {
            new Call(tracing, 0, 0).end(i < 6 ? FAILED : Endings.VALUE);
        }
        tracing.onWindow();

        assertThat(tracing.rate(find(tracing))).isEqualTo(0.05);
        assertThat(tracing.rate(other)).isCloseTo(0.001, within());
    }

    /** The rate of a rule is raised as a configured one is, whatever is configured. */
    @Test
    void rate_ofARule_isRaisedByLatencyAlsoWhereNothingElseIsSampled() {
        Tracing tracing = tracing(new SamplingSettings(0, 0.05, 0.05, false, 0));
        TracedMethod find = find(tracing);
        tracing.ruled(Map.of(find, List.of(new RuledRate(0.01, false, RuledRate.FOREVER))));
        for (int i = 0; i < 20; i++) {
            window(tracing, 1_000_000);
        }
        assertThat(tracing.rate(find)).isCloseTo(0.01, within());

        window(tracing, 3_000_000);
        assertThat(tracing.rate(find)).isCloseTo(0.02, within());
        window(tracing, 3_000_000);
        assertThat(tracing.rate(find)).isCloseTo(0.04, within());

        for (int i = 0; i < 25; i++) {
            window(tracing, 1_000_000);
        }
        assertThat(tracing.rate(find)).isCloseTo(0.01, within());
        tracing.ruled(Map.of());
        assertThat(tracing.rate(find)).isZero();
    }

    private void window(Tracing tracing, long nanos) {
        for (int i = 0; i < 200; i++) {
            new Call(tracing, 0, 0).end(Endings.VALUE, nanos);
        }
        tracing.onWindow();
    }

    @Test
    void emergencyRule_whileItLasts_standsForAllLayers() {
        Tracing tracing = tracing(new SamplingSettings(0.001, 0.05, 0.05, true, 100));
        TracedMethod find = find(tracing);
        TracedMethod other = tracing.method(Side.SERVER, "Orders", "find");

        tracing.emergency(
                List.of(
                        new EmergencyRule("Users", "find", 1, clock.get() + SECOND),
                        new EmergencyRule("", "", 0, clock.get() + 2 * SECOND)));

        assertThat(tracing.rate(find)).isEqualTo(1);
        assertThat(tracing.rate(other)).isZero();
        assertThat(tracing.decide(other, -1, clock.get())).as("not even the trickle").isFalse();
        assertThat(tracing.keeps(other, true, 1, clock.get())).as("nor failures").isFalse();

        clock.addAndGet(SECOND);
        tracing.onWindow();
        assertThat(tracing.rate(find)).isZero();

        clock.addAndGet(SECOND);
        tracing.onWindow();
        assertThat(tracing.rate(find)).isCloseTo(0.001, within());
    }

    @Test
    void emergencyRule_forAMethodThatComesLater_isInForceToo() {
        Tracing tracing = tracing(SamplingSettings.DEFAULT);
        tracing.emergency(List.of(new EmergencyRule("Late", "", 1, Long.MAX_VALUE)));

        assertThat(tracing.rate(tracing.method(Side.SERVER, "Late", "any"))).isEqualTo(1);
    }

    @Test
    void exporter_thatThrows_losesItsRecordAndNoOther() {
        Tracing tracing = tracing(new SamplingSettings(1, 1, 1, false, 0));
        broken = new IllegalStateException("collector is down");
        new Call(tracing, 0, 0).end(Endings.VALUE);
        tracing.export();
        broken = null;
        new Call(tracing, 0, 0).end(Endings.VALUE);
        tracing.export();

        assertThat(exported).hasSize(1);
        assertThat(tracing.count(TraceCount.EXPORT_FAILED)).isEqualTo(1);
    }

    /** As of a library that is missing. */
    @Test
    void exporter_thatThrowsAnError_losesItsRecordAndNoOther() {
        Tracing tracing =
                all(
                        to ->
                                to.exporter(
                                        span -> {
                                            throw new NoClassDefFoundError("Collector");
                                        }));
        new Call(tracing, 0, 0).end(Endings.VALUE);

        tracing.export();

        assertThat(tracing.count(TraceCount.EXPORT_FAILED)).isEqualTo(1);
    }

    @Test
    void window_thatFails_leavesTheRatesAsTheyAre() {
        AtomicBoolean isBroken = new AtomicBoolean();
        Tracing tracing =
                new Tracing(
                        Tracing.builder()
                                .sampling(new SamplingSettings(0.5, 1, 1, false, 0))
                                .exporter(this::export)
                                .ticker(clock::get, () -> epoch(isBroken)));
        isBroken.set(true);

        tracing.onWindow();

        assertThat(tracing.rate(find(tracing))).isCloseTo(0.5, within());
    }

    private static long epoch(AtomicBoolean isBroken) {
        if (isBroken.get()) {
            throw new AssertionError("no calendar");
        }
        return 0;
    }

    @Test
    void flush_thatThrows_losesTheRecordsBeforeIt() {
        SpanExporter batches =
                new SpanExporter() {
                    @Override
                    public void export(SpanRecord span) {}

                    @Override
                    public void flush() {
                        throw new IllegalStateException("collector is down");
                    }
                };
        Tracing tracing = all(builder -> builder.exporter(batches));
        new Call(tracing, 0, 0).end(Endings.VALUE);
        new Call(tracing, 0, 0).end(Endings.VALUE);
        tracing.export();

        assertThat(tracing.count(TraceCount.EXPORTED)).isZero();
        assertThat(tracing.count(TraceCount.EXPORT_FAILED)).isEqualTo(2);
    }

    @Test
    void exporters_ofWhichOneThrows_eachGetTheRecord() {
        SpanExporter failing =
                span -> {
                    throw new IllegalStateException("collector is down");
                };
        Tracing tracing =
                all(
                        builder ->
                                builder.exporter(this::export)
                                        .exporter(failing)
                                        .exporter(this::export));
        new Call(tracing, 0, 0).end(Endings.VALUE);
        tracing.export();

        assertThat(exported).hasSize(2);
        assertThat(tracing.count(TraceCount.EXPORT_FAILED)).isEqualTo(1);
    }

    @Test
    void records_overTheRing_areDroppedAndCounted() {
        Tracing tracing = tracing(new SamplingSettings(1, 1, 1, false, 0));
        for (int i = 0; i < 20; i++) {
            new Call(tracing, 0, 0).end(Endings.VALUE);
        }
        tracing.export();

        assertThat(exported).hasSize(16);
        assertThat(tracing.count(TraceCount.DROPPED)).isEqualTo(4);
        assertThat(find(tracing).statistics().calls()).isEqualTo(20);
    }

    @Test
    void end_calledTwice_countsOnce() {
        Tracing tracing = tracing(SamplingSettings.DEFAULT);
        Call call = new Call(tracing, 0, 0);
        call.end(Endings.VALUE);
        call.end(FAILED);

        assertThat(find(tracing).statistics().calls()).isEqualTo(1);
        assertThat(find(tracing).statistics().snapshot().failures()).isZero();
    }

    @Test
    void withoutAnExporter_nothingIsSampled_andCallsAreCounted() {
        Tracing tracing = new Tracing(Tracing.builder().ticker(clock::get, () -> 0));
        Call call = new Call(tracing, 0, 0);
        call.end(FAILED);

        assertThat(call.traceFlags()).isEqualTo(TraceFlags.RANDOM);
        assertThat(call.traceHi()).isNotZero();
        assertThat(find(tracing).statistics().calls()).isEqualTo(1);
        assertThat(tracing.count(TraceCount.KEPT_AT_END)).isZero();
    }

    @Test
    void countOnly_beginsNoTrace_andCountsCalls() {
        Tracing tracing = countOnly();
        Call call = new Call(tracing, 0, 0);
        call.end(FAILED);

        assertThat(call.isInTrace()).isFalse();
        assertThat(call.spanId()).isZero();
        assertThat(find(tracing).statistics().calls()).isEqualTo(1);
        assertThat(find(tracing).statistics().ended(FAILED)).isEqualTo(1);
        assertThat(exported).isEmpty();
    }

    @Test
    void countOnly_aTraceFromElsewhere_passesThroughAsItIs() {
        Tracing tracing = countOnly();
        Call call = new Call(tracing, 9, TraceFlags.SAMPLED);
        call.end(Endings.VALUE);
        tracing.export();

        assertThat(call.isInTrace()).isTrue();
        assertThat(call.traceHi()).isEqualTo(9);
        assertThat(call.spanId()).as("the next one's parent").isEqualTo(9);
        assertThat(call.traceFlags()).isEqualTo(TraceFlags.SAMPLED);
        assertThat(exported).isEmpty();
    }

    @Test
    void countOnly_started_runsNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Tracing tracing = Tracing.builder().exporter(this::export).countOnly().start()) {
            assertThat(tracing.countsOnly()).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .filteredOn(thread -> thread.getName().startsWith("rpc-trace"))
                    .isEmpty();
        }
    }

    @Test
    void methods_thereAlreadyAndLater_areToldOnce() {
        Tracing tracing = tracing(SamplingSettings.DEFAULT);
        find(tracing);
        List<String> told = new ArrayList<>();

        tracing.forEachMethod(each -> told.add(each.client() + '/' + each.method()));
        find(tracing);
        tracing.method(Side.CLIENT, "shop", "Users", "find");
        tracing.method(Side.CLIENT, "shop", "Users", "find");

        assertThat(told).containsExactly("/find", "shop/find");
    }

    @Test
    void queueDelay_isMeasuredOfEvery16thCall() {
        Tracing tracing = countOnly();
        int measured = 0;
        for (int i = 0; i < 16_000; i++) {
            clock.addAndGet(10_007);
            Call call = new Call(tracing, 0, 0);
            boolean wanted = call.wantsQueueTime();
            measured += wanted ? 1 : 0;
            call.endTrace(Endings.VALUE, clock.get() + 5_000, wanted ? 2_000 : 0, 1, 1);
        }

        assertThat(measured).isBetween(900, 1_100);
        assertThat(tracing.queueDelays().count()).isEqualTo(measured);
        assertThat(tracing.queueDelays().sumNanos()).isEqualTo(2_000L * measured);
    }

    private Tracing countOnly() {
        return new Tracing(
                Tracing.builder().exporter(this::export).countOnly().ticker(clock::get, () -> 0));
    }

    @Test
    void close_whileRecordsWait_exportsThem() {
        Tracing tracing =
                Tracing.builder()
                        .sampling(new SamplingSettings(1, 1, 1, false, 0))
                        .exporter(span -> exported.add(span.method().method()))
                        .start();
        new Call(tracing, 0, 0).end(Endings.VALUE);
        tracing.close();

        assertThat(exported).containsExactly("find");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-12);
    }

    private static TracedMethod find(Tracing tracing) {
        return tracing.method(Side.CLIENT, "Users", "find");
    }

    private Tracing tracing(SamplingSettings settings) {
        return new Tracing(
                Tracing.builder()
                        .sampling(settings)
                        .exporter(this::export)
                        .ringRecords(16)
                        .random(new SplittableRandom(1)::nextLong)
                        .ticker(clock::get, () -> 0));
    }

    private Tracing all(UnaryOperator<TracingBuilder> exporters) {
        return new Tracing(
                exporters
                        .apply(Tracing.builder())
                        .sampling(new SamplingSettings(1, 1, 1, false, 0))
                        .ringRecords(16)
                        .ticker(clock::get, () -> 0));
    }

    private void export(SpanRecord span) {
        if (broken != null) {
            throw broken;
        }
        exported.add(
                String.join(
                        " ",
                        span.method().service() + '.' + span.method().method(),
                        span.side().toString(),
                        Endings.word(span.ending()),
                        span.peer(),
                        span.caller(),
                        span.parentId() == 0 ? "root" : "child",
                        Long.toString(span.durationNanos()),
                        "tail=" + span.isTail()));
    }

    /** A client's call, shortened to its trace. */
    private final class Call extends IdKeepingReply {
        private final long parent;

        Call(Tracing tracing, long parent, int flags) {
            this.parent = parent;
            beginTrace(find(tracing), parent, parent, parent, flags, clock.get());
        }

        void end(int ending) {
            end(ending, 1_000);
        }

        void end(int ending, long nanos) {
            endTrace(ending, clock.get() + nanos, 0, 10, 20);
        }

        @Override
        public long parentId() {
            return parent;
        }

        @Override
        protected String tracedPeer() {
            return "users:1";
        }

        @Override
        protected String tracedCaller() {
            return "shop";
        }
    }
}
