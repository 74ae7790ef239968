package io.harrier.rpc.serialize.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.idl.uuids.Ids;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
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
import org.apache.thrift.protocol.TBinaryProtocol;
import org.junit.jupiter.api.Test;

/**
 * Generated classes through our protocol and through libthrift's: the same bytes, the same values.
 */
final class ThriftStructSerializerTest {
    private static final int SEEDS = 200;

    @Test
    void write_anyStruct_givesLibthriftsBytes() throws TException {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                assertThat(write(value)).as("seed %d", seed).isEqualTo(libthriftsBytes(value));
            }
        }
    }

    @Test
    void read_whatLibthriftWrote_givesTheSame() throws TException {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                assertThat((Object) read(value.getClass(), libthriftsBytes(value)))
                        .as("seed %d", seed)
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void read_cutAnywhere_isRefused() throws TException {
        for (long seed = 0; seed < 20; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                byte[] bytes = libthriftsBytes(value);
                for (int cut = 0; cut < Math.min(bytes.length, 300); cut++) {
                    byte[] part = Arrays.copyOf(bytes, cut);
                    assertThatExceptionOfType(ProtocolException.class)
                            .as("seed %d, cut at %d", seed, cut)
                            .isThrownBy(() -> read(value.getClass(), part));
                }
            }
        }
    }

    @Test
    void read_oneByteChanged_givesAValueOrRefuses() throws TException {
        for (long seed = 0; seed < 40; seed++) {
            for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                byte[] bytes = libthriftsBytes(value);
                for (int at = 0; at < Math.min(bytes.length, 300); at++) {
                    byte right = bytes[at];
                    for (int wrong : new int[] {0, 1, 2, 0x7F, 0x80, 0xFF, right + 1, right ^ 8}) {
                        bytes[at] = (byte) wrong;
                        readOrRefuse(value.getClass(), bytes, seed);
                    }
                    bytes[at] = right;
                }
            }
        }
    }

    @Test
    void read_uuids_givesWhatWasWritten() {
        UUID id = new UUID(0x0011223344556677L, 0x8899aabbccddeeffL);
        Ids ids =
                new Ids(id, List.of(id, new UUID(0, 0)), Map.of(id, "a"), Set.of(id)).setSpare(id);

        assertThat(read(Ids.class, write(ids))).isEqualTo(ids);
    }

    @Test
    void write_uuid_isSixteenBytesInOrder() {
        Ids ids = new Ids().setId(new UUID(0x0011223344556677L, 0x8899aabbccddeeffL));

        assertThat(ByteBufUtil.hexDump(write(ids)))
                .isEqualTo("10" + "0001" + "00112233445566778899aabbccddeeff" + "00");
    }

    private static void readOrRefuse(Class<?> type, byte[] bytes, long seed) {
        try {
            read(type, bytes);
        } catch (ProtocolException refused) {
            assertThat(refused.getMessage()).as("seed %d", seed).isNotEmpty();
        }
    }

    private static TBase<?, ?> read(Class<?> type, byte[] bytes) {
        try (BinaryReader in =
                new BinaryReader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            return new ThriftStructSerializer(type).read(in);
        }
    }

    private static byte[] write(TBase<?, ?> value) {
        ByteBuf out = Unpooled.buffer();
        try (BinaryWriter writer = new BinaryWriter(out)) {
            new ThriftStructSerializer(value.getClass()).write(value, writer);
        }
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] libthriftsBytes(TBase<?, ?> value) throws TException {
        return new TSerializer(new TBinaryProtocol.Factory()).serialize(value);
    }
}
