package io.harrier.rpc.benchmarks.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.benchmarks.contract.EchoClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcEchoTest {
    @ParameterizedTest
    @ValueSource(strings = {"pool", "direct"})
    void echo_eachVariant_bringsAllSizesBack(String variant) throws Exception {
        GrpcEcho contestant = new GrpcEcho();
        EchoClient client = contestant.connect(variant, contestant.serve(variant));

        for (int length : new int[] {1, 100, 5120}) {
            String message = "\0".repeat(length);
            assertThat(client.echo(message)).isEqualTo(length);
            if (client.isAsync()) {
                assertThat(
                                client.echoAsync(message)
                                        .toCompletableFuture()
                                        .get(20, TimeUnit.SECONDS))
                        .isEqualTo(length);
            }
        }
    }
}
