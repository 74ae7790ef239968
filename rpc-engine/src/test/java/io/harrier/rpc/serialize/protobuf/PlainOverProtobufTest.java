package io.harrier.rpc.serialize.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.idl.pbecho.AllTypes;
import io.harrier.rpc.idl.pbecho.Color;
import io.harrier.rpc.idl.pbecho.Msg;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.protobuf.ProtobufProtocol;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.protobuf.PlainAllTypes.All;
import io.harrier.rpc.serialize.protobuf.PlainAllTypes.Settings;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Records and classes as messages, with protoc's classes as the judge. */
final class PlainOverProtobufTest {
    private static final MethodSerializer ALL = serializer("all");
    private static final MethodSerializer CONFIGURE = serializer("configure");

    @RepeatedTest(50)
    void anyMessage_isReadAndWrittenAsProtobufJavaDoes(RepetitionInfo repetition)
            throws InvalidProtocolBufferException {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 100; i++) {
            AllTypes message = message(random, 3);

            Object ours = read(ALL, message.toByteArray());
            byte[] bytes = write(ALL, ours);

            assertThat(AllTypes.parseFrom(bytes)).isEqualTo(message);
            assertThat(bytes).hasSameSizeAs(message.toByteArray());
        }
    }

    @Test
    void emptyMessage_givesZerosAndEmptyValues() {
        All all = (All) read(ALL, new byte[0]);

        assertThat(all.number()).isZero();
        assertThat(all.text()).isEmpty();
        assertThat(all.data()).isEmpty();
        assertThat(all.color()).isEqualTo(PlainAllTypes.Colour.NONE);
        assertThat(all.message()).isNull();
        assertThat(all.texts()).isEmpty();
        assertThat(all.counts()).isEmpty();
        assertThat(all.maybe()).isEmpty();
        assertThat(all.inner()).isNull();
        assertThat(write(ALL, all)).isEmpty();
    }

    @Test
    void emptyLists_canBeChangedLikeOthers() {
        All all = (All) read(ALL, new byte[0]);

        all.texts().add("more");
        all.counts().put("more", 1L);

        assertThat(((All) read(ALL, new byte[0])).texts()).isEmpty();
    }

    /** A zero is not sent: whoever reads must not take it for "not set". */
    @Test
    void zerosInAClassWithValuesOfItsOwn_replaceThem() {
        Settings sent = new Settings();
        sent.retries = 0;
        sent.name = "";
        sent.limit = null;

        Settings read = (Settings) read(CONFIGURE, write(CONFIGURE, sent));

        assertThat(read.retries).isZero();
        assertThat(read.name).isEmpty();
        assertThat(read.limit).isEqualTo(10);
    }

    @Test
    void boxedZero_isSent() {
        Settings sent = new Settings();
        sent.limit = 0;

        assertThat(((Settings) read(CONFIGURE, write(CONFIGURE, sent))).limit).isZero();
    }

    @Test
    void wrongType_isNamedWithItsPath() {
        byte[] bytes =
                ByteBufUtil.decodeHexDump("8a0104" + "42020801"); // inner.message.text: a number

        assertThatThrownBy(() -> read(ALL, bytes))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("all.request.inner.message.text (byte 6 of the payload)")
                .hasMessageEndingWith("varint (expected: length-delimited, for string)");
    }

    private static MethodSerializer serializer(String method) {
        return new ReflectiveBinder()
                .bind(PlainAllTypes.class, PlainAllTypes.class).methods().stream()
                        .filter(binding -> binding.schema().name().equals(method))
                        .findFirst()
                        .orElseThrow()
                        .serializer();
    }

    private static Object read(MethodSerializer serializer, byte[] bytes) {
        try (ProtocolReader in =
                ProtobufProtocol.ARGUMENTS.reader(
                        Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            return serializer.readArguments(in).get(0);
        }
    }

    private static byte[] write(MethodSerializer serializer, Object value) {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = ProtobufProtocol.ARGUMENTS.writer(out)) {
            serializer.writeArguments(Arguments.of(value), writer);
        }
        return ByteBufUtil.getBytes(out);
    }

    private static AllTypes message(Random random, int depth) {
        AllTypes.Builder message =
                AllTypes.newBuilder()
                        .setYes(random.nextBoolean())
                        .setNumber(random.nextInt() >> random.nextInt(32))
                        .setLarge(random.nextLong() >> random.nextInt(64))
                        .setRatio(random.nextInt(3) == 0 ? 0 : random.nextGaussian())
                        .setText(text(random))
                        .setData(ByteString.copyFromUtf8(text(random)))
                        .setColor(color(random))
                        .addAllRatios(List.of(0.0, random.nextDouble()));
        if (random.nextBoolean()) {
            message.setMessage(msg(random)).setMaybe(random.nextInt(3));
        }
        IntStream.range(0, random.nextInt(5))
                .forEach(
                        i -> {
                            message.addNumbers(random.nextInt() >> random.nextInt(32));
                            message.addTexts(text(random)).addMessages(msg(random));
                            message.putCounts(text(random), random.nextInt(2));
                            message.putByNumber(random.nextInt(3), msg(random));
                            message.addColors(color(random));
                        });
        if (depth > 0 && random.nextBoolean()) {
            message.setInner(message(random, depth - 1));
        }
        return message.build();
    }

    private static Color color(Random random) {
        return List.of(Color.NONE, Color.RED, Color.DARK_BLUE).get(random.nextInt(3));
    }

    private static Msg msg(Random random) {
        return Msg.newBuilder().setText(text(random)).build();
    }

    private static String text(Random random) {
        return "caf\u00e9 ".repeat(random.nextInt(random.nextInt(4) == 0 ? 100 : 3));
    }
}
