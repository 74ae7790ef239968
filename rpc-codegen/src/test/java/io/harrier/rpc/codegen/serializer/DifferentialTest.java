package io.harrier.rpc.codegen.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.codegen.types.RandomValues;
import io.harrier.rpc.codegen.types.Samples;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.protocol.protobuf.ProtobufProtocol;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;
import io.harrier.rpc.serialize.generated.GeneratedSerializer;
import io.harrier.rpc.serialize.generated.GeneratedSerializers;
import io.harrier.rpc.serialize.reflective.TypeSerializers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated serializers against the reflective ones: the same bytes, the same objects, the same
 * errors. {@code -Dharrier.differential=1000000} says how many values all types get together.
 */
final class DifferentialTest {
    private static final int VALUES =
            Integer.getInteger("harrier.differential", 60_000) / Samples.plain().size();

    private static final TypeSerializers REFLECTIVE = new TypeSerializers(SerializerSource.NONE);
    private static final TypeSerializers GENERATED =
            new TypeSerializers(new GeneratedSerializers());

    static Stream<Class<?>> plain() {
        return Samples.plain().stream();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void generatedAndReflective_anyValue_doTheSame(Class<?> type) {
        ValueSerializer<Object> generated = serializer(GENERATED, type);
        ValueSerializer<Object> reflective = serializer(REFLECTIVE, type);
        assertThat(generated).isInstanceOf(GeneratedSerializer.class);
        assertThat(reflective).isNotInstanceOf(GeneratedSerializer.class);
        for (int seed = 0; seed < VALUES; seed++) {
            Object value = new RandomValues(seed).of(type);
            byte[] bytes = write(reflective, value);
            if (!Arrays.equals(write(generated, value), bytes)) {
                assertThat(write(generated, value)).as("%s, seed %d", type, seed).isEqualTo(bytes);
            }
            assertSame(generated, reflective, bytes, seed);
            assertSame(generated, reflective, changed(bytes, seed), seed);
        }
    }

    /** Zeros are left away there, and read where nothing stands. */
    @ParameterizedTest
    @MethodSource("plain")
    void generatedAndReflective_anyValueAsProtobuf_doTheSame(Class<?> type) {
        ValueSerializer<Object> generated = serializer(GENERATED, type);
        ValueSerializer<Object> reflective = serializer(REFLECTIVE, type);
        for (int seed = 0; seed < VALUES / 10; seed++) {
            Object value = new RandomValues(seed).of(type);
            Object bytes = writeProtobuf(reflective, value);

            assertThat(writeProtobuf(generated, value)).as("seed %d", seed).isEqualTo(bytes);
            if (bytes instanceof byte[] written) {
                Object theirs = readProtobuf(reflective, written);
                assertThat(readProtobuf(generated, written))
                        .as("seed %d", seed)
                        .usingRecursiveComparison()
                        .isEqualTo(theirs);
            }
        }
    }

    /** The bytes, or the text of the refusal: Protobuf has no lists of lists. */
    private static Object writeProtobuf(ValueSerializer<Object> serializer, Object value) {
        ByteBuf bytes = Unpooled.buffer();
        try (ProtocolWriter out = ProtobufProtocol.MESSAGE.writer(bytes)) {
            serializer.write(value, out);
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
        return ByteBufUtil.getBytes(bytes);
    }

    private static Object readProtobuf(ValueSerializer<Object> serializer, byte[] bytes) {
        try (ProtocolReader in =
                ProtobufProtocol.MESSAGE.reader(
                        Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            return serializer.read(in);
        }
    }

    /** Both read the same object, or refuse the bytes in the same words. */
    private static void assertSame(
            ValueSerializer<Object> generated,
            ValueSerializer<Object> reflective,
            byte[] bytes,
            int seed) {
        Object ours = read(generated, bytes);
        Object theirs = read(reflective, bytes);
        if (ours instanceof String || theirs instanceof String) {
            assertThat(ours).as("seed %d", seed).isEqualTo(theirs);
            return;
        }
        assertThat(Arrays.equals(write(reflective, ours), write(reflective, theirs)))
                .as("seed %d: %s", seed, ByteBufUtil.hexDump(bytes))
                .isTrue();
        if (seed % 64 == 0) {
            assertThat(ours).usingRecursiveComparison().isEqualTo(theirs);
        }
    }

    private static byte[] changed(byte[] bytes, int seed) {
        Random random = new Random(seed);
        byte[] changed = bytes.clone();
        changed[random.nextInt(Math.min(changed.length, 300))] = (byte) random.nextInt(17);
        return random.nextInt(4) == 0
                ? Arrays.copyOf(changed, random.nextInt(changed.length))
                : changed;
    }

    @SuppressWarnings("unchecked")
    private static ValueSerializer<Object> serializer(TypeSerializers from, Class<?> type) {
        return (ValueSerializer<Object>) from.of(type);
    }

    static byte[] write(ValueSerializer<Object> serializer, Object value) {
        ByteBuf bytes = Unpooled.buffer();
        try (BinaryWriter out = new BinaryWriter(bytes)) {
            serializer.write(value, out);
        }
        return ByteBufUtil.getBytes(bytes);
    }

    /** The object, or the text of the refusal with the ids of the fields that lead to its place. */
    private static Object read(ValueSerializer<Object> serializer, byte[] bytes) {
        BinaryReader in = new BinaryReader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT);
        try (in) {
            return serializer.read(in);
        } catch (ProtocolException refused) {
            StringBuilder place = new StringBuilder();
            for (int level = 0; level < in.knownDepth(); level++) {
                place.append(in.fieldAt(level)).append('.');
            }
            return place + refused.getMessage();
        }
    }
}
