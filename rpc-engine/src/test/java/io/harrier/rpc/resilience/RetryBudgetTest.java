package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RetryBudget budget = new RetryBudget(0.2, 10, 0);

    @Test
    void trySpend_withoutAnySuccess_givesTheReserveOnly() {
        assertThat(spend(0)).isEqualTo(10);
        assertThat(spend(SECOND)).isEqualTo(10);
    }

    @Test
    void trySpend_afterSuccesses_givesAFifthOfThem() {
        spend(0);
        for (int i = 0; i < 50; i++) {
            budget.onSuccess();
        }

        assertThat(spend(0)).isEqualTo(10);
    }

    @Test
    void trySpend_afterVeryManySuccesses_givesAHundredAtOnce() {
        for (int i = 0; i < 1_000_000; i++) {
            budget.onSuccess();
        }

        assertThat(spend(0)).isEqualTo(110);
    }

    private int spend(long now) {
        int spent = 0;
        while (budget.trySpend(now)) {
            spent++;
        }
        return spent;
    }
}
