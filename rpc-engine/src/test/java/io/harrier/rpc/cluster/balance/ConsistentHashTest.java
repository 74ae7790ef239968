package io.harrier.rpc.cluster.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.harrier.rpc.concurrent.StableHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConsistentHashTest {
    private static final int KEYS = 10_000;
    private static final Map<String, Double> FOUR =
            new TreeMap<>(Map.of("a", 1.0, "b", 1.0, "c", 1.0, "d", 1.0));

    private final Targets four = new Targets(new ConsistentHash(), FOUR);

    /** Other processes have these values too; a change of them moves every key there is. */
    @Test
    void pick_isTheSameInEveryProcess() {
        assertThat(StableHash.of("")).isEqualTo(0xf52a15e9a9b5e89bL);
        assertThat(StableHash.of("user-7")).isEqualTo(0x9e124c98a398664eL);
        assertThat(
                        IntStream.range(0, 16)
                                .mapToObj(i -> four.pick(key(i)))
                                .collect(Collectors.joining()))
                .isEqualTo("dcdbaabddbcabdbd");
    }

    @Test
    void pick_isEven() {
        assertThat(
                        owners(four).values().stream()
                                .collect(Collectors.groupingBy(host -> host))
                                .values())
                .hasSize(4)
                .allSatisfy(
                        keys -> assertThat(keys.size()).isCloseTo(KEYS / 4, withinPercentage(6)));
    }

    @Test
    void pick_aHostIsAway_onlyItsKeysMoveAndToAllOthers() {
        Map<Integer, String> before = owners(four);
        four.host("b").missed(0);
        Map<Integer, String> after = owners(four);

        assertMovedOnly(before, after, "b");
        four.pass(1001);
        four.host("b").reached();
        four.pass(10_000);
        assertThat(owners(four)).isEqualTo(before);
    }

    @Test
    void pick_aHostIsRemoved_goesWhereItWentWhileThatWasAway() {
        four.host("b").missed(0);
        Map<Integer, String> away = owners(four);
        Map<String, Double> three = new TreeMap<>(FOUR);
        three.remove("b");

        assertThat(owners(new Targets(new ConsistentHash(), three))).isEqualTo(away);
    }

    @Test
    void other_afterTheFirst_isWhereTheKeyGoesWithoutIt() {
        for (int i = 0; i < 100; i++) {
            long key = key(i);
            String first = four.pick(key);
            String second = four.hosts.other(key, List.of(four.host(first))).value();
            Map<String, Double> others = new TreeMap<>(FOUR);
            others.remove(first);
            assertThat(new Targets(new ConsistentHash(), others).pick(key)).isEqualTo(second);
        }
    }

    @Test
    void pick_aHostComesBack_itsKeysReturnAndStay() {
        Map<Integer, String> before = owners(four);
        four.host("b").missed(0);
        four.host("b").reached();
        Map<Integer, String> early = owners(four);
        four.pass(5_000);
        Map<Integer, String> later = owners(four);

        long b =
                Stream.of(before).flatMap(all -> all.values().stream()).filter("b"::equals).count();
        assertThat(early.values().stream().filter("b"::equals).count()).isBetween(b / 20, b / 5);
        early.forEach(
                (key, host) -> {
                    if (host.equals("b")) {
                        assertThat(later).containsEntry(key, "b");
                    }
                });
    }

    @Test
    void pick_byWeight_isInProportion() {
        Targets uneven = new Targets(new ConsistentHash(), Map.of("a", 3.0, "b", 1.0, "c", 0.0));
        Map<Integer, String> owners = owners(uneven);

        assertThat(owners).doesNotContainValue("c");
        assertThat((int) owners.values().stream().filter("a"::equals).count())
                .isCloseTo(KEYS * 3 / 4, withinPercentage(4));
    }

    private static void assertMovedOnly(
            Map<Integer, String> before, Map<Integer, String> after, String away) {
        Map<String, Integer> taken = new TreeMap<>();
        before.forEach(
                (key, host) -> {
                    if (host.equals(away)) {
                        taken.merge(after.get(key), 1, Integer::sum);
                    } else {
                        assertThat(after).containsEntry(key, host);
                    }
                });
        assertThat(taken).hasSize(3).doesNotContainKey(away);
        assertThat(taken.values())
                .allSatisfy(keys -> assertThat(keys).isCloseTo(KEYS / 12, withinPercentage(15)));
    }

    private static Map<Integer, String> owners(Targets targets) {
        return IntStream.range(0, KEYS)
                .boxed()
                .collect(Collectors.toMap(i -> i, i -> targets.pick(key(i))));
    }

    private static long key(int i) {
        return StableHash.of("user-" + i);
    }
}
