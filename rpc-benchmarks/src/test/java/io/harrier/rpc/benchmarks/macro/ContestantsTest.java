package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContestantsTest {
    @ParameterizedTest
    @MethodSource("ofThisModule")
    void echo_eachOfThisModule_bringsAllSizesBack(Entrant entrant) throws Exception {
        Contestant contestant = contestant(entrant);
        EchoClient client =
                contestant.connect(entrant.variant(), contestant.serve(entrant.variant()));

        for (int length : new int[] {1, 100, 5120}) {
            String message = "\0".repeat(length);
            assertThat(client.echo(message)).isEqualTo(length);
            assertThat(client.echoAsync(message).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isEqualTo(length);
        }
    }

    @Test
    void run_pairInTwoProcesses_countsCallsTimeAndMemoryOfBoth() throws Exception {
        try (Pair pair = new Pair(Entrants.OURS, new Launch(false))) {
            Sample sample = pair.run(Row.BLOCKING, 200);

            assertThat(sample.window().calls()).isPositive();
            assertThat(sample.window().p50Micros()).isPositive();
            assertThat(sample.clientBytes()).isGreaterThan(Row.BYTES);
            assertThat(sample.serverBytes()).isGreaterThan(Row.BYTES);
        }
    }

    private static Stream<Entrant> ofThisModule() {
        return Entrants.all().stream().filter(Entrant::isHere);
    }

    private static Contestant contestant(Entrant entrant) throws ReflectiveOperationException {
        return (Contestant) Class.forName(entrant.main()).getDeclaredConstructor().newInstance();
    }
}
