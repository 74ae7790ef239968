package io.harrier.rpc.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Samples.Sample;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random values of random shapes, with libthrift as the other side. */
final class ProtocolOracleTest {
    @ParameterizedTest
    @EnumSource
    void write_anyStruct_givesLibthriftsBytes(Wire wire) {
        for (Sample sample : Samples.structs(1_000)) {
            assertThat(OurValues.write(sample.value(), wire.ours()))
                    .as(sample.toString())
                    .isEqualTo(sample.bytes(wire));
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_whatLibthriftWrote_givesTheSame(Wire wire) {
        for (Sample sample : Samples.structs(1_000)) {
            Value read = OurValues.readStruct(sample.bytes(wire), wire.ours());

            assertThat(OurValues.write(read, wire.ours()))
                    .as(sample.toString())
                    .isEqualTo(sample.bytes(wire));
        }
    }

    /** Its readers of these protocols refuse containers of uuids, so there are none. */
    @ParameterizedTest
    @EnumSource
    void write_anyStruct_isWhatLibthriftReads(Wire wire) {
        for (Sample sample : Samples.structs(1_000)) {
            if (!sample.value().hasContainerOf(WireTypes.UUID)) {
                byte[] ours = OurValues.write(sample.value(), wire.ours());
                Value read = LibthriftValues.readStruct(ours, wire.libthrifts());

                assertThat(LibthriftValues.write(read, wire.libthrifts()))
                        .as(sample.toString())
                        .isEqualTo(ours);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void skip_whatLibthriftWrote_endsBehindIt(Wire wire) {
        for (Sample sample : Samples.structs(1_000)) {
            ByteBuf in = Unpooled.wrappedBuffer(sample.bytes(wire), new byte[] {42});

            skip(in, wire);

            assertThat(in.readableBytes()).as(sample.toString()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readAndSkip_cutAnywhere_areRefused(Wire wire) {
        for (Sample sample : Samples.smallStructs(200, wire)) {
            byte[] bytes = sample.bytes(wire);
            for (int cut = 0; cut < bytes.length; cut++) {
                byte[] part = Arrays.copyOf(bytes, cut);
                assertThatExceptionOfType(ProtocolException.class)
                        .as("read %s, cut at %d", sample, cut)
                        .isThrownBy(() -> OurValues.readStruct(part, wire.ours()));
                assertThatExceptionOfType(ProtocolException.class)
                        .as("skip %s, cut at %d", sample, cut)
                        .isThrownBy(() -> skip(Unpooled.wrappedBuffer(part), wire));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readAndSkip_oneByteChanged_giveAValueOrRefuse(Wire wire) {
        for (Sample sample : Samples.smallStructs(150, wire)) {
            byte[] bytes = sample.bytes(wire);
            Samples.forEachMutation(
                    bytes,
                    () -> {
                        orRefused(() -> OurValues.readStruct(bytes, wire.ours()));
                        orRefused(() -> skip(Unpooled.wrappedBuffer(bytes), wire));
                    });
        }
    }

    private static void skip(ByteBuf in, Wire wire) {
        try (TypedReader reader = (TypedReader) wire.ours().reader(in, ReadLimits.DEFAULT)) {
            reader.skip(WireTypes.STRUCT);
        }
    }

    private static void orRefused(Runnable reading) {
        try {
            reading.run();
        } catch (ProtocolException refused) {
            assertThat(refused.getMessage()).contains("(expected: ");
        }
    }
}
