package io.harrier.rpc.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What lets only so many pass. */
final class LimitsTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void trickle_inEachSecond_letsTheFirstPass() {
        long begin = Long.MAX_VALUE - SECOND / 2; // a ticker may overflow
        Trickle trickle = new Trickle(begin);

        assertThat(trickle.tryTake(begin)).isTrue();
        assertThat(trickle.tryTake(begin + 1)).isFalse();
        assertThat(trickle.tryTake(begin + SECOND - 1)).isFalse();
        assertThat(trickle.tryTake(begin + SECOND)).isTrue();
        assertThat(trickle.tryTake(begin + SECOND + 1)).isFalse();
    }

    @Test
    void trickle_givenBack_letsAnotherPassAtOnce_andOnce() {
        Trickle trickle = new Trickle(0);
        trickle.tryTake(5);

        assertThat(trickle.giveBack(4)).as("which did not pass").isFalse();
        assertThat(trickle.tryTake(6)).isFalse();
        assertThat(trickle.giveBack(5)).isTrue();
        assertThat(trickle.giveBack(5)).isFalse();
        assertThat(trickle.tryTake(6)).isTrue();
        assertThat(trickle.tryTake(7)).isFalse();
    }

    @Test
    void budget_withinASecond_letsSoManyPass() {
        Budget budget = new Budget(2);

        assertThat(budget.tryTake(-SECOND)).isTrue();
        assertThat(budget.tryTake(-1)).isTrue();
        assertThat(budget.tryTake(-1)).isFalse();
        assertThat(budget.tryTake(0)).isTrue();
        assertThat(budget.tryTake(SECOND - 1)).isTrue();
        assertThat(budget.tryTake(SECOND - 1)).isFalse();
        assertThat(budget.tryTake(5 * SECOND)).isTrue();
    }

    @Test
    void budget_ofNothing_letsNothingPass() {
        assertThat(new Budget(0).tryTake(0)).isFalse();
    }

    @Test
    void dictionary_whenFull_callsWhatIsNewTheEmptyText() {
        Dictionary texts = new Dictionary(3);

        assertThat(texts.number("")).isZero();
        assertThat(texts.number("a")).isEqualTo(1);
        assertThat(texts.number("b")).isEqualTo(2);
        assertThat(texts.number("c")).isZero();
        assertThat(texts.number("a")).isEqualTo(1);
        assertThat(texts.text(2)).isEqualTo("b");
    }

    @Test
    void dictionary_ofALongText_keepsItNot() {
        Dictionary texts = new Dictionary(3);

        assertThat(texts.number("x".repeat(129))).isZero();
        assertThat(texts.number("x".repeat(128))).isEqualTo(1);
    }
}
