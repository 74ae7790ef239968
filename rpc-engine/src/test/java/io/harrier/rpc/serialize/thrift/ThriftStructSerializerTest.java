package io.harrier.rpc.serialize.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.idl.uuids.Ids;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.Wire;
import io.harrier.rpc.testing.Allocation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated classes through our protocols and through libthrift's: the same bytes, the same values.
 */
final class ThriftStructSerializerTest {
    private static final int SEEDS = 200;

    @ParameterizedTest
    @EnumSource
    void write_anyStruct_givesLibthriftsBytes(Wire wire) throws TException {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                assertThat(write(value, wire))
                        .as("seed %d", seed)
                        .isEqualTo(libthriftsBytes(value, wire));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_whatLibthriftWrote_givesTheSame(Wire wire) throws TException {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                assertThat((Object) read(value.getClass(), libthriftsBytes(value, wire), wire))
                        .as("seed %d", seed)
                        .isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_cutAnywhere_isRefused(Wire wire) throws TException {
        for (long seed = 0; seed < 20; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                byte[] bytes = libthriftsBytes(value, wire);
                for (int cut = 0; cut < Math.min(bytes.length, 300); cut++) {
                    byte[] part = Arrays.copyOf(bytes, cut);
                    assertThatExceptionOfType(ProtocolException.class)
                            .as("seed %d, cut at %d", seed, cut)
                            .isThrownBy(() -> read(value.getClass(), part, wire));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_oneByteChanged_givesAValueOrRefuses(Wire wire) throws TException {
        for (long seed = 0; seed < 40; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                byte[] bytes = libthriftsBytes(value, wire);
                for (int at = 0; at < Math.min(bytes.length, 300); at++) {
                    byte right = bytes[at];
                    for (int wrong : new int[] {0, 1, 2, 0x7F, 0x80, 0xFF, right + 1, right ^ 8}) {
                        bytes[at] = (byte) wrong;
                        readOrRefuse(value.getClass(), bytes, wire, seed);
                    }
                    bytes[at] = right;
                }
            }
        }
    }

    /** Whatever sizes it claims: lists, maps and strings are made for bytes that are there. */
    @ParameterizedTest
    @EnumSource
    void read_oneByteChanged_takesMemoryForItsBytesOnly(Wire wire) throws TException {
        for (long seed = 0; seed < 4; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                byte[] bytes = Arrays.copyOf(libthriftsBytes(value, wire), 300);
                for (int at = 0; at < bytes.length; at++) {
                    byte right = bytes[at];
                    for (int wrong : new int[] {0x7F, 0xFF, '9', right + 64}) {
                        bytes[at] = (byte) wrong;
                        Runnable read = () -> readOrRefuse(value.getClass(), bytes, wire, 0);
                        read.run(); // loads classes

                        assertThat(Allocation.by(read))
                                .as("byte %d", at)
                                .isLessThan(40_000 + 200L * bytes.length);
                    }
                    bytes[at] = right;
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_uuids_givesWhatWasWritten(Wire wire) {
        UUID id = new UUID(0x0011223344556677L, 0x8899aabbccddeeffL);
        Ids ids =
                new Ids(id, List.of(id, new UUID(0, 0)), Map.of(id, "a"), Set.of(id)).setSpare(id);

        assertThat(read(Ids.class, write(ids, wire), wire)).isEqualTo(ids);
    }

    @Test
    void write_uuid_isSixteenBytesInOrder() {
        Ids ids = new Ids().setId(new UUID(0x0011223344556677L, 0x8899aabbccddeeffL));

        assertThat(ByteBufUtil.hexDump(write(ids, Wire.BINARY)))
                .isEqualTo("10" + "0001" + "00112233445566778899aabbccddeeff" + "00");
    }

    private static void readOrRefuse(Class<?> type, byte[] bytes, Wire wire, long seed) {
        try {
            read(type, bytes, wire);
        } catch (ProtocolException refused) {
            assertThat(refused.getMessage()).as("seed %d", seed).isNotEmpty();
        }
    }

    private static TBase<?, ?> read(Class<?> type, byte[] bytes, Wire wire) {
        try (ProtocolReader in =
                wire.ours().reader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            return new ThriftStructSerializer(type).read(in);
        }
    }

    private static byte[] write(TBase<?, ?> value, Wire wire) {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = wire.ours().writer(out)) {
            new ThriftStructSerializer(value.getClass()).write(value, writer);
        }
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] libthriftsBytes(TBase<?, ?> value, Wire wire) throws TException {
        return new TSerializer(wire.libthrifts()).serialize(value);
    }
}
