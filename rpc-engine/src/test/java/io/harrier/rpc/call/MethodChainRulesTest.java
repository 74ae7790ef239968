package io.harrier.rpc.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Chains under rules that change: each call sees one ruling from its beginning to its end. */
class MethodChainRulesTest {
    private static final Place PLACE = Place.ofUnknown(Place.Side.CLIENT);

    private final MiddlewareList list = new MiddlewareList();
    private final AtomicInteger folds = new AtomicInteger();
    private volatile List<Middleware> listed = List.of();
    private volatile Ruling even = new Told(0);
    private volatile Ruling odd = new Told(1);

    private final MethodChain chain =
            new MethodChain(
                    list,
                    PLACE,
                    call -> Reply.ofValue(0L),
                    (traceLo, caller) -> (traceLo & 1) == 0 ? even : odd);

    /** Two links that add the number, and the number as the timeout. */
    private final class Told implements Ruling {
        private final long number;

        Told(long number) {
            this.number = number;
        }

        @Override
        public List<Middleware> middleware(List<Middleware> listed) {
            folds.incrementAndGet();
            MethodChainRulesTest.this.listed = listed;
            Middleware adding =
                    (next, place) ->
                            call -> Reply.ofValue((Long) next.invoke(call).join() + number);
            List<Middleware> all = new ArrayList<>(listed);
            all.add(0, adding);
            all.add(adding);
            return all;
        }

        @Override
        public long timeoutNanos() {
            return number;
        }

        @Override
        public boolean holdsBeside(Ruling other) {
            return other == even || other == odd;
        }
    }

    @Test
    void chains_ofRulingsThatHoldBesideEachOther_areFoldedOnceEach() {
        for (int i = 0; i < 10; i++) {
            assertThat(sum(i)).isEqualTo(2L * (i % 2));
        }

        assertThat(folds).hasValue(2);
    }

    @Test
    void chain_ofARulingThatHasGone_isFoldedAnew() {
        sum(1);
        odd = new Told(5);

        assertThat(sum(1)).isEqualTo(10);
        assertThat(sum(0)).isZero();
    }

    @Test
    void chain_whoseListHasChanged_keepsItsRuling() {
        sum(1);
        list.add("one more", (next, place) -> call -> Reply.ofValue(100L));

        assertThat(sum(1)).isEqualTo(101);
    }

    @Test
    void ruling_isToldWhatOfTheListStandsAtThePlace() {
        Middleware inside = (next, place) -> next;
        Middleware around =
                new Middleware() {
                    @Override
                    public Invoker around(Invoker next, Place place) {
                        return inside.around(next, place);
                    }

                    @Override
                    public Middleware at(Place place) {
                        return inside;
                    }
                };
        list.add("made of others", around.where(place -> true));
        list.add("elsewhere", around.where(Place::isServer));
        sum(1);

        assertThat(listed).containsExactly(inside);
    }

    @Test
    void calls_whileRulingsAreSwapped_seeOneFromEndToEnd() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> mixed = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            mixed.add(threads.submit(this::mixedCalls));
        }
        for (int i = 2; i < 2_000; i += 2) {
            even = new Told(i);
            odd = new Told(i + 1);
            Thread.onSpinWait();
        }
        for (Future<Integer> each : mixed) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isZero();
        }
        threads.shutdownNow();
    }

    private int mixedCalls() {
        int mixed = 0;
        for (int i = 0; i < 50_000; i++) {
            Chain entered = chain.enter(i, "");
            long twice = (Long) entered.complete(new TestInvocation(PLACE)).join();
            mixed += twice == 2 * entered.timeoutNanos() ? 0 : 1;
        }
        return mixed;
    }

    private long sum(int traceLo) {
        return (Long) chain.enter(traceLo, "").complete(new TestInvocation(PLACE)).join();
    }
}
