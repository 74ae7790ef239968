package io.harrier.rpc.serialize.reflective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.OurValues;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.Samples;
import io.harrier.rpc.protocol.Samples.Sample;
import io.harrier.rpc.protocol.Value;
import io.harrier.rpc.protocol.Wire;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.serialize.Arguments;
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
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain Java types against libthrift, which reads and writes the same bytes by its own classes. */
final class ReflectiveOracleTest {
    private static final int SEEDS = 200;
    private static final TStruct ARGUMENTS = new TStruct("");

    private static final Map<String, MethodBinding> METHODS =
            new ReflectiveBinder()
                    .bind(Mirror.class, Mirror.class).methods().stream()
                            .collect(
                                    Collectors.toMap(
                                            method -> method.javaMethod().getName(), m -> m));

    @ParameterizedTest
    @EnumSource
    void readAndWrite_anyStruct_giveLibthriftTheSameValue(Wire wire) throws TException {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (TBase<?, ?> value : structs(seed)) {
                MethodBinding method = method(value);
                byte[] ours = write(method, read(method, argument(value, wire), wire), wire);

                assertThat((Object) firstArgument(value, ours, wire))
                        .as("seed %d", seed)
                        .isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_fieldsOfANewerVersion_areSkipped(Wire wire) {
        MethodBinding tree = METHODS.get("tree");
        Object[] nothing = read(tree, write(tree, new Object[] {new Mirror.Tree()}, wire), wire);
        for (Sample newer : Samples.structs(100)) {
            ByteBuf bytes = Unpooled.buffer();
            try (ProtocolWriter out = wire.ours().writer(bytes)) {
                writeTreeWith(newer.value(), out);
            }
            Object[] read = read(tree, ByteBufUtil.getBytes(bytes), wire);

            assertThat(write(tree, read, wire))
                    .as(newer.toString())
                    .isEqualTo(write(tree, nothing, wire));
        }
    }

    /** An argument with nothing but fields that it does not know. */
    private static void writeTreeWith(Value unknown, ProtocolWriter out) {
        out.beginStruct();
        out.field(WireTypes.STRUCT, 1);
        out.beginStruct();
        out.field(WireTypes.BOOL, 90);
        out.writeBool(true);
        out.field(WireTypes.STRUCT, 91);
        OurValues.write(out, unknown);
        out.field(WireTypes.STRUCT, 92);
        OurValues.write(out, unknown);
        out.endStruct();
        out.endStruct();
    }

    @ParameterizedTest
    @EnumSource
    void read_cutAnywhere_isRefused(Wire wire) throws TException {
        for (TBase<?, ?> value : structs(1)) {
            byte[] bytes = argument(value, wire);
            for (int cut = 0; cut < Math.min(bytes.length, 300); cut++) {
                byte[] part = Arrays.copyOf(bytes, cut);
                assertThatExceptionOfType(ProtocolException.class)
                        .as("cut at %d", cut)
                        .isThrownBy(() -> read(method(value), part, wire))
                        .withMessageContaining("byte ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_oneByteChanged_givesAValueOrRefuses(Wire wire) throws TException {
        for (TBase<?, ?> value : structs(2)) {
            byte[] bytes = argument(value, wire);
            for (int at = 0; at < Math.min(bytes.length, 400); at++) {
                byte right = bytes[at];
                for (int wrong : new int[] {0, 1, 2, 0x7F, 0x80, 0xFF, right + 1, right ^ 8}) {
                    bytes[at] = (byte) wrong;
                    readOrRefuse(method(value), bytes, wire);
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
    private static byte[] argument(TBase<?, ?> value, Wire wire) throws TException {
        TMemoryBuffer bytes = new TMemoryBuffer(256);
        TProtocol out = wire.libthrifts().getProtocol(bytes);
        out.writeStructBegin(ARGUMENTS);
        out.writeFieldBegin(new TField("", WireTypes.STRUCT, (short) 1));
        value.write(out);
        out.writeFieldEnd();
        out.writeFieldStop();
        out.writeStructEnd();
        return Arrays.copyOf(bytes.getArray(), bytes.length());
    }

    /** What libthrift reads, into a new one of the same class. */
    private static TBase<?, ?> firstArgument(TBase<?, ?> like, byte[] bytes, Wire wire)
            throws TException {
        TBase<?, ?> back = like.deepCopy();
        back.clear();
        TProtocol in = wire.libthrifts().getProtocol(new TMemoryInputTransport(bytes));
        in.readStructBegin();
        in.readFieldBegin();
        back.read(in);
        in.readFieldEnd();
        assertThat(in.readFieldBegin().type).isEqualTo(WireTypes.STOP);
        in.readStructEnd();
        return back;
    }

    private static Object[] read(MethodBinding method, byte[] bytes, Wire wire) {
        try (ProtocolReader in =
                wire.ours().reader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            return method.serializer().readArguments(in).toArray();
        }
    }

    private static byte[] write(MethodBinding method, Object[] arguments, Wire wire) {
        ByteBuf bytes = Unpooled.buffer();
        try (ProtocolWriter out = wire.ours().writer(bytes)) {
            method.serializer().writeArguments(Arguments.of(arguments), out);
        }
        return ByteBufUtil.getBytes(bytes);
    }

    private static void readOrRefuse(MethodBinding method, byte[] bytes, Wire wire) {
        try {
            read(method, bytes, wire);
        } catch (ProtocolException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
