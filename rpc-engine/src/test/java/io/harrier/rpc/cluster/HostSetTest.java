package io.harrier.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.harrier.rpc.cluster.balance.TwoChoices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HostSetTest {
    private final List<String> closed = new ArrayList<>();
    private final Random random = new Random(1);
    private long now = Long.MAX_VALUE - 5; // nanoTime may be near its end
    private final HostSet<String> hosts = hosts("a", "b", "c");

    @Test
    void pick_manyTimes_givesEveryHost() {
        assertThat(picks(hosts)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void pick_whileAHostIsMissed_givesOthersUntilItsTimeHasPassed() {
        miss(host("b"));

        assertThat(picks(hosts)).containsExactlyInAnyOrder("a", "c");
        pass(499);
        assertThat(picks(hosts)).containsExactlyInAnyOrder("a", "c");
        pass(502);
        assertThat(picks(hosts)).contains("b");
    }

    @Test
    void missed_again_isAvoidedForLongerUpToHalfAMinute() {
        Host<String> host = host("b");
        for (int i = 0; i < 10; i++) {
            miss(host);
            pass(40_000);
        }
        miss(host);

        pass(14_999);
        assertThat(host.share()).isZero();
        pass(15_002);
        assertThat(host.share()).isEqualTo(0.1);
    }

    @Test
    void missed_byManyCallsAtOnce_countsOnce() {
        Host<String> host = host("b");
        IntStream.range(0, 10).forEach(i -> miss(host));

        pass(1001);
        assertThat(host.share()).isEqualTo(0.1);
    }

    @Test
    void reached_afterItWasMissed_comesBackSlowly() {
        Host<String> host = host("b");
        miss(host);
        host.reached();

        assertThat(host.share()).isEqualTo(0.1);
        pass(5_000);
        assertThat(host.share()).isCloseTo(0.55, within(0.001));
        pass(5_000);
        assertThat(host.share()).isEqualTo(1);
    }

    @Test
    void share_ofAHostThatWasBackForLong_isAvoidedAsTheFirstTime() {
        Host<String> host = host("b");
        miss(host);
        host.reached();
        pass(10_000);
        assertThat(host.share()).isEqualTo(1);

        miss(host);
        pass(1001);
        assertThat(host.share()).isEqualTo(0.1);
    }

    @Test
    void pick_allMissed_givesOneAllTheSame() {
        Stream.of("a", "b", "c").forEach(name -> miss(host(name)));

        assertThat(picks(hosts)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void pick_noneKnown_givesNone() {
        assertThat(hosts().pick(1)).isNull();
    }

    @Test
    void other_givesEachOnce_theAvoidedLast() {
        miss(host("c"));
        List<Host<String>> tried = new ArrayList<>(List.of(host("b")));
        for (Host<String> next = hosts.other(7, tried);
                next != null;
                next = hosts.other(7, tried)) {
            tried.add(next);
        }

        assertThat(tried).extracting(Host::value).containsExactly("b", "a", "c");
    }

    @Test
    void onHosts_changed_keepsOpensAndCloses() {
        Host<String> kept = host("b");
        hosts.onHosts(List.of(new HostAddress("b", 1, 3), new HostAddress("d", 1)));

        assertThat(host("b")).isSameAs(kept);
        assertThat(kept.weight()).isEqualTo(3);
        assertThat(hosts.hosts()).extracting(Host::value).containsExactly("b", "d");
        assertThat(closed).containsExactlyInAnyOrder("a", "c");
        assertThat(picks(hosts)).containsExactlyInAnyOrder("b", "d");
    }

    @Test
    void onHosts_aHostThatIsAdded_startsSlowly() {
        hosts.onHosts(List.of(address("a"), address("d")));

        assertThat(host("a").share()).isEqualTo(1);
        assertThat(host("d").share()).isEqualTo(0.1);
        pass(10_000);
        assertThat(host("d").share()).isEqualTo(1);
    }

    @Test
    void onHosts_theSameTwice_isOneHost() {
        hosts.onHosts(List.of(address("a"), address("a")));

        assertThat(hosts.hosts()).extracting(Host::value).containsExactly("a");
        assertThat(hosts.only()).isSameAs(host("a"));
    }

    @Test
    void onHosts_aNewHostTwice_isOpenedOnce() {
        List<String> opened = new ArrayList<>();
        HostSet<String> set = hosts(opened, new TwoChoices());
        set.onHosts(List.of(address("a"), address("b"), address("a")));

        assertThat(opened).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void onHosts_theSameAgain_goesOnWithTheSameChoice() {
        List<Integer> asked = new ArrayList<>();
        HostSet<String> set = hosts(new ArrayList<>(), counting(asked));
        set.onHosts(List.of(address("a"), address("b")));
        List<Host<String>> before = set.hosts();
        set.onFailure(new IOException());
        set.onHosts(List.of(address("b"), address("a"), address("b")));

        assertThat(asked).containsExactly(2);
        assertThat(set.hosts()).isSameAs(before);
        assertThat(set.trouble()).isNull();
    }

    @Test
    void onHosts_oneOtherWeight_isChosenAnew() {
        List<Integer> asked = new ArrayList<>();
        HostSet<String> set = hosts(new ArrayList<>(), counting(asked));
        set.onHosts(List.of(address("a"), address("b")));
        set.onHosts(List.of(address("a"), new HostAddress("b", 1, 2)));

        assertThat(asked).containsExactly(2, 2);
        assertThat(set.hosts()).extracting(Host::weight).containsExactly(1.0, 2.0);
    }

    @Test
    void onHosts_theBalancerThrows_closesWhatItOpenedAndKeepsTheOld() {
        HostSet<String> set = hosts(new ArrayList<>(), HostSetTest::overTwoAtMost);
        set.onHosts(List.of(address("a"), address("b")));
        List<HostAddress> three = List.of(new HostAddress("a", 1, 5), address("c"), address("d"));
        assertThatIllegalStateException().isThrownBy(() -> set.onHosts(three));

        assertThat(closed).containsExactlyInAnyOrder("c", "d");
        assertThat(picks(set)).containsExactly("a");
        assertThat(set.hosts()).extracting(Host::weight).containsExactly(1.0, 1.0);
        assertThatIllegalStateException().isThrownBy(() -> set.onHosts(three)); // it is asked again
    }

    @Test
    void onHosts_oneCannotBeOpened_closesTheOthersItOpened() {
        HostSet<String> set =
                new HostSet<>(
                        "target",
                        HostSetTest::openUnlessC,
                        closed::add,
                        new TwoChoices(),
                        () -> now,
                        random::nextLong);
        assertThatIllegalStateException()
                .isThrownBy(() -> set.onHosts(List.of(address("a"), address("b"), address("c"))));

        assertThat(closed).containsExactlyInAnyOrder("a", "b");
        assertThat(set.hosts()).isEmpty();
    }

    private static String openUnlessC(HostAddress address) {
        if (address.host().equals("c")) {
            throw new IllegalStateException("no more sockets");
        }
        return address.host();
    }

    private static Balancer.Picker overTwoAtMost(List<? extends Host<?>> hosts) {
        if (hosts.size() > 2) {
            throw new IllegalStateException("too many");
        }
        return key -> 0;
    }

    /** Says over how many hosts it was asked. */
    private static Balancer counting(List<Integer> asked) {
        return hosts -> {
            asked.add(hosts.size());
            return key -> 0;
        };
    }

    private HostSet<String> hosts(List<String> opened, Balancer balancer) {
        return new HostSet<>(
                "target",
                address -> {
                    opened.add(address.host());
                    return address.host();
                },
                closed::add,
                balancer,
                () -> now,
                random::nextLong);
    }

    @Test
    void trouble_keepsTheKnownHostsUntilItIsOver() {
        hosts.onFailure(new IOException("registry is down"));
        assertThat(hosts.trouble()).contains("registry is down");
        hosts.onHosts(List.of());
        assertThat(hosts.trouble()).isEqualTo("the answer has no hosts");
        assertThat(picks(hosts)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(closed).isEmpty();

        hosts.onHosts(List.of(address("a")));
        assertThat(hosts.trouble()).isNull();
    }

    @Test
    void told_completesWithTheFirstAnswerWhateverItIs() {
        HostSet<String> none =
                new HostSet<>(
                        "t",
                        HostAddress::host,
                        closed::add,
                        new TwoChoices(),
                        () -> now,
                        random::nextLong);
        assertThat(none.told()).isNotDone();
        none.onFailure(new IOException());
        assertThat(none.told()).isDone();
    }

    @Test
    void close_closesAllAndTakesNoMore() {
        hosts.close();
        hosts.onHosts(List.of(address("d")));

        assertThat(closed).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(hosts.hosts()).isEmpty();
    }

    @Test
    void failed_fiveTimesInARow_isAvoidedThenComesBackSlowly() {
        Host<String> host = host("b");
        fail(host, 4);
        assertThat(host.share()).isEqualTo(1);
        fail(host, 1);

        assertThat(host.share()).isZero();
        host.reached(); // by a connection that it had before
        assertThat(host.share()).isZero();
        pass(1001);
        host.reached();
        assertThat(host.share()).isEqualTo(0.1);
    }

    @Test
    void failed_byTheFirstCallSinceItIsBack_isAvoidedForLonger() {
        Host<String> host = host("b");
        fail(host, 5);
        pass(1001);
        host.reached();
        fail(host, 1);

        pass(999);
        assertThat(host.share()).isZero();
        pass(1002);
        assertThat(host.share()).isEqualTo(0.1);
    }

    @Test
    void failed_afterACallSinceItIsBackWentWell_isNotAvoidedAtOnce() {
        Host<String> host = host("b");
        fail(host, 5);
        pass(1001);
        host.reached();
        succeed(host, 1);
        fail(host, 4);

        assertThat(host.share()).isEqualTo(0.1);
    }

    @Test
    void failed_withSuccessesBetween_isJudgedByTheirShare() {
        Host<String> host = host("b");
        for (int i = 0; i < 9; i++) {
            fail(host, 1);
            succeed(host, 1);
        }
        assertThat(host.share()).isEqualTo(1); // 18 calls say too little
        succeed(host, 1);
        fail(host, 2);

        assertThat(host.share()).isZero();
    }

    @Test
    void failed_rarely_isFine() {
        Host<String> host = host("b");
        for (int i = 0; i < 100; i++) {
            fail(host, 1);
            succeed(host, 2);
        }
        assertThat(host.share()).isEqualTo(1);
    }

    @Test
    void failed_longAgo_isForgotten() {
        Host<String> host = host("b");
        for (int i = 0; i < 9; i++) {
            fail(host, 1);
            succeed(host, 1);
        }
        pass(10_001);
        fail(host, 4);
        assertThat(host.share()).isEqualTo(1);
    }

    @Test
    void failed_asOftenAsAllOthers_isNotAvoided() {
        for (int i = 0; i < 30; i++) {
            Stream.of("a", "b", "c").forEach(name -> fail(host(name), 1));
        }
        assertThat(hosts.hosts()).allMatch(host -> host.share() == 1);
    }

    @Test
    void failed_onMost_halfOfTheHostsStay() {
        HostSet<String> five = hosts("a", "b", "c", "d", "e");
        for (Host<String> host : five.hosts().subList(0, 4)) {
            for (int i = 0; i < 5; i++) {
                five.failed(host, host.begin());
            }
        }
        assertThat(five.hosts()).filteredOn(host -> host.share() == 0).hasSize(2);
    }

    @Test
    void failed_onTheOnlyHost_isNotAvoided() {
        HostSet<String> one = hosts("a");
        Host<String> host = one.only();
        for (int i = 0; i < 100; i++) {
            one.failed(host, host.begin());
        }
        assertThat(host.share()).isEqualTo(1);
    }

    @Test
    void inFlight_isWhatHasBegunAndNotEnded() {
        Host<String> host = host("a");
        host.begin();
        host.begin();
        host.begin();
        host.end();
        assertThat(host.inFlight()).isEqualTo(2);
        host.succeeded(0);
        hosts.failed(host, 0);
        assertThat(host.inFlight()).isZero();
    }

    @Test
    void failed_byACallOfBeforeItWasAvoided_isNotHeldAgainstItOnceItIsBack() {
        Host<String> host = host("b");
        int hanging = host.begin();
        fail(host, 5);
        pass(1001);
        host.reached();
        hosts.failed(host, hanging);

        assertThat(host.share()).isEqualTo(0.1);
        assertThat(host.inFlight()).isZero();
    }

    @Test
    void succeeded_byACallOfBeforeItWasAvoided_doesNotSpareItsFirstCallNow() {
        Host<String> host = host("b");
        int slow = host.begin();
        fail(host, 5);
        pass(1001);
        host.reached();
        host.succeeded(slow);
        fail(host, 1);

        assertThat(host.share()).isZero();
    }

    @Test
    void failed_byTheCallThatBroughtItBack_isAvoidedAgain() {
        Host<String> host = host("b");
        fail(host, 5);
        pass(1001);
        host.begin();
        hosts.failed(host, host.reached());

        assertThat(host.share()).isZero();
    }

    @Test
    void failed_whileItWasAvoided_isForgottenOnceItIsBack() {
        Host<String> host = host("b");
        fail(host, 5);
        fail(host, 30);
        pass(1001);
        host.reached();
        succeed(host, 1);
        fail(host, 1);

        assertThat(host.share()).isEqualTo(0.1);
    }

    @Test
    void missed_byAnAttemptOfBeforeItWasAvoided_isNotHeldAgainstItOnceItIsBack() {
        Host<String> host = host("b");
        int slow = host.begin();
        miss(host);
        host.reached();
        host.missed(slow);

        assertThat(host.share()).isEqualTo(0.1);
    }

    private static void miss(Host<String> host) {
        host.missed(host.begin());
        host.end();
    }

    private void fail(Host<String> host, int times) {
        for (int i = 0; i < times; i++) {
            hosts.failed(host, host.begin());
        }
    }

    private static void succeed(Host<String> host, int times) {
        for (int i = 0; i < times; i++) {
            host.succeeded(host.begin());
        }
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private Host<String> host(String name) {
        return hosts.hosts().stream()
                .filter(host -> host.value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HostSet<String> hosts(String... names) {
        HostSet<String> made =
                new HostSet<>(
                        "target",
                        HostAddress::host,
                        closed::add,
                        new TwoChoices(),
                        () -> now,
                        random::nextLong);
        if (names.length > 0) {
            made.onHosts(Stream.of(names).map(HostSetTest::address).toList());
        }
        return made;
    }

    private static HostAddress address(String name) {
        return new HostAddress(name, 1);
    }

    private List<String> picks(HostSet<String> from) {
        return Stream.generate(() -> from.pick(random.nextLong()).value())
                .limit(500)
                .distinct()
                .toList();
    }
}
