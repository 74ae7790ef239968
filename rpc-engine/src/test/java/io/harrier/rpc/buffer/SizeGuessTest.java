package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeGuessTest {
    private final SizeGuess guess = new SizeGuess();

    @Test
    void guess_afterALargerMessage_isThatMessage() {
        guess.onMessage(5_000);

        assertThat(guess.bytes()).isEqualTo(5_000);
    }

    @Test
    void guess_afterOneSmallMessage_shrinksByASixteenthOfTheDifference() {
        guess.onMessage(1_600);
        guess.onMessage(0);

        assertThat(guess.bytes()).isEqualTo(1_500);
    }

    @Test
    void guess_afterAHugeMessage_staysBounded() {
        guess.onMessage(16_000_000);

        assertThat(guess.bytes()).isEqualTo(1 << 20);
    }
}
