package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
    @Test
    void of_textInTheSerializer_isTheSerializers() {
        List<String> frames =
                List.of(
                        "java.lang.String.getBytes",
                        "io.harrier.rpc.protocol.binary.BinaryWriter.writeString",
                        "io.harrier.rpc.client.RequestWriter.write");

        assertThat(Step.of(frames)).isEqualTo(Step.SERIALIZE);
    }

    @Test
    void of_writeBelowTheTransport_isTheSockets() {
        List<String> frames =
                List.of(
                        "io.netty.channel.unix.Socket.send",
                        "io.netty.channel.AbstractChannel.flush",
                        "io.harrier.rpc.transport.WriteBatch.drain");

        assertThat(Step.of(frames)).isEqualTo(Step.SOCKET);
    }

    @Test
    void of_stackOfTheJdkAlone_isTheRest() {
        assertThat(Step.of(List.of("java.lang.Object.hashCode"))).isEqualTo(Step.REST);
    }
}
