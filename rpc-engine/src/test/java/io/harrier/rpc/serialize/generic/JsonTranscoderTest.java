package io.harrier.rpc.serialize.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.idl.alltypes.Nested;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.compact.CompactProtocol;
import io.harrier.rpc.protocol.json.JsonTrees;
import io.harrier.rpc.protocol.json.ThriftJsonProtocol;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.thrift.ThriftSchemas;
import io.harrier.rpc.serialize.thrift.RandomStructs;
import io.harrier.rpc.testing.Allocation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON text to payloads and back, in each of Thrift's protocols. */
final class JsonTranscoderTest {
    private static final int SEEDS = 150;

    private static Stream<Arguments> protocols() {
        return Stream.of(
                Arguments.of(BinaryProtocol.STRICT, new TBinaryProtocol.Factory()),
                Arguments.of(new CompactProtocol(), new TCompactProtocol.Factory()),
                Arguments.of(new ThriftJsonProtocol(), new TJSONProtocol.Factory()));
    }

    /** Libthrift's bytes as JSON, and that as bytes again. */
    @ParameterizedTest
    @MethodSource("protocols")
    void toText_andBack_givesLibthriftsBytes(Protocol protocol, TProtocolFactory libthrift)
            throws TException {
        for (JsonOptions options :
                new JsonOptions[] {
                    JsonOptions.DEFAULT,
                    JsonOptions.DEFAULT.withLongsAsText(true).withEnumNames(false)
                }) {
            for (long seed = 0; seed < SEEDS; seed++) {
                for (TBase<?, ?> value : new RandomStructs(seed).all()) {
                    JsonTranscoder json =
                            JsonTranscoder.of(ThriftSchemas.struct(value.getClass()), options);
                    byte[] bytes = new TSerializer(libthrift).serialize(value);
                    byte[] text = toText(json, protocol, bytes);
                    assertThat(toPayload(json, protocol, text))
                            .as("seed %d: %s", seed, new String(text, StandardCharsets.UTF_8))
                            .isEqualTo(bytes);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void toPayload_anySchemaAndBack_meansTheSame(Protocol protocol, TProtocolFactory unused) {
        for (long seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            StructSchema schema = new RandomSchemas(random).struct(3);
            JsonTranscoder json = JsonTranscoder.of(schema, JsonOptions.DEFAULT);
            for (int i = 0; i < 4; i++) {
                byte[] text =
                        new RandomJson(random).struct(schema).getBytes(StandardCharsets.UTF_8);
                byte[] again = toText(json, protocol, toPayload(json, protocol, text));
                assertThat(JsonTrees.sameMeaning(text, again))
                        .as(() -> new String(text, StandardCharsets.UTF_8))
                        .isTrue();
            }
        }
    }

    @Test
    void toPayload_andBack_takesNoMemory() throws TException {
        TBase<?, ?> value = new RandomStructs(7).all().get(2);
        StructSchema schema = ThriftSchemas.struct(value.getClass());
        JsonTranscoder json = JsonTranscoder.of(schema, JsonOptions.DEFAULT);
        byte[] bytes = new TSerializer(new TBinaryProtocol.Factory()).serialize(value);
        ByteBuf in = Unpooled.directBuffer().writeBytes(toText(json, BinaryProtocol.STRICT, bytes));
        ByteBuf payload = Unpooled.directBuffer();
        ByteBuf text = Unpooled.directBuffer();
        Runnable both =
                () -> {
                    payload.clear();
                    try (ProtocolWriter writer = BinaryProtocol.STRICT.writer(payload)) {
                        json.toPayload(in, writer);
                    }
                    try (ProtocolReader reader =
                            BinaryProtocol.STRICT.reader(payload, ReadLimits.DEFAULT)) {
                        json.toText(reader, text.clear());
                    }
                };
        for (int i = 0; i < 30_000; i++) {
            both.run();
        }
        assertThat(Allocation.by(both)).isLessThan(50);
        assertThat(text).isEqualTo(in);
        in.release();
        payload.release();
        text.release();
    }

    /** Its count is told when most of it has left the writer's array. */
    @ParameterizedTest
    @MethodSource("protocols")
    void toPayload_longListsInLists_haveTheirCounts(Protocol protocol, TProtocolFactory unused) {
        JsonTranscoder json =
                JsonTranscoder.of(ThriftSchemas.struct(Nested.class), JsonOptions.DEFAULT);
        String row = "[1" + ",22".repeat(5_000) + "]";
        byte[] text =
                ("{\"matrix\":[[]" + ("," + row).repeat(3) + "]}").getBytes(StandardCharsets.UTF_8);

        assertThat(toText(json, protocol, toPayload(json, protocol, text))).isEqualTo(text);
    }

    private static byte[] toPayload(JsonTranscoder json, Protocol protocol, byte[] text) {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = protocol.writer(out)) {
            json.toPayload(Unpooled.wrappedBuffer(text), writer);
        }
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] toText(JsonTranscoder json, Protocol protocol, byte[] payload) {
        ByteBuf in = Unpooled.wrappedBuffer(payload);
        ByteBuf text = Unpooled.buffer();
        try (ProtocolReader reader = protocol.reader(in, ReadLimits.DEFAULT)) {
            json.toText(reader, text);
        }
        assertThat(in.isReadable()).isFalse();
        return ByteBufUtil.getBytes(text);
    }
}
