package io.harrier.rpc.benchmarks.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.benchmarks.harrier.HarrierEcho;
import io.harrier.rpc.metrics.CallStatistics;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import org.junit.jupiter.api.Test;

class ObservedEchoTest {
    @Test
    void echo_bringsTheMessageBack_andIsCountedOnBothSides() throws Exception {
        Tracing tracing = ObservedApplication.start();
        HarrierEcho contestant = HarrierEcho.counted(tracing);
        String variant = "generated-nonblocking-mux";
        EchoClient client = contestant.connect(variant, contestant.serve(variant));

        assertThat(client.echo("\0".repeat(100))).isEqualTo(100);

        assertThat(tracing.methods())
                .extracting(TracedMethod::statistics)
                .extracting(CallStatistics::calls)
                .filteredOn(calls -> calls > 0)
                .containsExactly(1L, 1L);
    }
}
