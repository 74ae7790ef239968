package io.harrier.rpc.serialize.reflective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.thrift.RandomStructs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.thrift.TBase;
import org.apache.thrift.TDeserializer;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.junit.jupiter.api.Test;

/** Plain Java types against libthrift, which reads and writes the same bytes by its own classes. */
final class ReflectiveOracleTest {
    private static final int SEEDS = 200;

    private static final Map<String, MethodBinding> METHODS =
            new ReflectiveBinder()
                    .bind(Mirror.class, Mirror.class).methods().stream()
                            .collect(
                                    Collectors.toMap(
                                            method -> method.javaMethod().getName(), m -> m));

    @Test
    void readAndWrite_anyStruct_giveLibthriftTheSameValue() throws TException {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (TBase<?, ?> value : structs(seed)) {
                byte[] ours = write(method(value), read(method(value), argument(value)));
                TBase<?, ?> back = value.deepCopy();
                back.clear();
                new TDeserializer().deserialize(back, Arrays.copyOfRange(ours, 3, ours.length));
                assertThat((Object) back).as("seed %d", seed).isEqualTo(value);
            }
        }
    }

    @Test
    void read_cutAnywhere_isRefused() throws TException {
        for (TBase<?, ?> value : structs(1)) {
            byte[] bytes = argument(value);
            for (int cut = 0; cut < Math.min(bytes.length, 300); cut++) {
                byte[] part = Arrays.copyOf(bytes, cut);
                assertThatExceptionOfType(ProtocolException.class)
                        .as("cut at %d", cut)
                        .isThrownBy(() -> read(method(value), part))
                        .withMessageContaining("byte ");
            }
        }
    }

    @Test
    void read_oneByteChanged_givesAValueOrRefuses() throws TException {
        for (TBase<?, ?> value : structs(2)) {
            byte[] bytes = argument(value);
            for (int at = 0; at < Math.min(bytes.length, 400); at++) {
                byte right = bytes[at];
                for (int wrong : new int[] {0, 1, 2, 0x7F, 0x80, 0xFF, right + 1, right ^ 8}) {
                    bytes[at] = (byte) wrong;
                    readOrRefuse(method(value), bytes);
                }
                bytes[at] = right;
            }
        }
    }

    private static List<TBase<?, ?>> structs(long seed) {
        return new RandomStructs(seed)
                .all().stream().filter(value -> METHODS.containsKey(name(value))).toList();
    }

    private static MethodBinding method(TBase<?, ?> value) {
        return METHODS.get(name(value));
    }

    private static String name(TBase<?, ?> value) {
        return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The struct as the only argument of a method. */
    private static byte[] argument(TBase<?, ?> value) throws TException {
        ByteBuf bytes = Unpooled.buffer().writeByte(12).writeShort(1);
        return ByteBufUtil.getBytes(
                bytes.writeBytes(new TSerializer().serialize(value)).writeByte(0));
    }

    private static Object[] read(MethodBinding method, byte[] bytes) {
        try (BinaryReader in =
                new BinaryReader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            return method.serializer().readArguments(in);
        }
    }

    private static byte[] write(MethodBinding method, Object[] arguments) {
        ByteBuf bytes = Unpooled.buffer();
        try (BinaryWriter out = new BinaryWriter(bytes)) {
            method.serializer().writeArguments(arguments, out);
        }
        return ByteBufUtil.getBytes(bytes);
    }

    private static void readOrRefuse(MethodBinding method, byte[] bytes) {
        try {
            read(method, bytes);
        } catch (ProtocolException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
