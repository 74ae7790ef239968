package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What becomes of a test whose peer this machine cannot run. */
final class Peers {
    private static final String MUST_BE_THERE = "harrier.ci";

    private Peers() {}

    /**
     * What a {@code @TestFactory} without its peer gives: one test, as reports leave out a factory
     * that is itself skipped.
     */
    static Stream<DynamicTest> skipped(Optional<String> missing) {
        return Stream.of(DynamicTest.dynamicTest("peer", () -> require(missing)));
    }

    /**
     * Skips the test, with the reason, if there is one; with {@code -Dharrier.ci=true} fails it.
     * Not for {@code @BeforeAll}: reports leave out a class that is itself skipped.
     *
     * @param missing why the peer cannot run; empty when it can
     */
    static void require(Optional<String> missing) {
        if (Boolean.getBoolean(MUST_BE_THERE)) {
            assertThat(missing).as("missing peer, with -D%s=true", MUST_BE_THERE).isEmpty();
        }
        assumeTrue(missing.isEmpty(), () -> "no peer: " + missing.orElse(""));
    }
}
