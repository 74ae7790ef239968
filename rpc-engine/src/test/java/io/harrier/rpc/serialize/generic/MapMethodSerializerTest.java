package io.harrier.rpc.serialize.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.protobuf.ProtobufProtocol;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.ValueException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One method, {@code Request getUser(1: Request request)}, as maps. */
final class MapMethodSerializerTest {
    private static final MethodSchema METHOD =
            ThriftIdlParser.parse(
                            "users.thrift",
                            """
                            struct Address { 1: required string street, 2: optional i32 zip }
                            union Choice { 1: i32 number, 2: string text }
                            struct Must { 1: required i32 count, 2: required list<string> names, 3: required Address home }
                            struct Request {
                              1: i64 id
                              2: list<Address> address
                              3: Choice choice
                              4: map<string, Address> named
                              5: list<list<Choice>> nested
                              6: Must must
                            }
                            service Users { Request getUser(1: Request request) }
                            """)
                    .service("Users")
                    .method("getUser");
    private static final MapMethodSerializer MAPS = new MapMethodSerializer(METHOD);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0f0002 0c00000002 0b0001 00000000 00 0b0001 00000000 0b0002 00 00 | .address[1].zip (byte 29 of the payload): string (expected: i32)",
                "0f0002 0c00000001 00 00 | .address[0] (byte 12 of the payload): Address without its required field street (expected: a value)",
                "0d0004 0b0c 00000001 00000001 6b 0b0001 00000000 0b0002 00 | .named[k].zip (byte 27 of the payload): string (expected: i32)",
                "0d0004 0b0c 00000001 00000001 ff | .named[key of entry 0] (byte 17 of the payload): string: bytes ff... (expected: UTF-8)",
                "0f0005 0f00000002 0c00000000 0c00000002 0b0002 00000000 00 00 00 | .nested[1][1] (byte 30 of the payload): Choice with 0 known members (expected: exactly one of number, text)",
                "0c0003 00 00 | .choice (byte 7 of the payload): Choice with 0 known members (expected: exactly one of number, text)",
                "0c0003 080001 00000001 0b0002 00000000 00 00 | .choice (byte 21 of the payload): Choice with 2 known members (expected: exactly one of number, text)",
            })
    void readArguments_wrongPayload_namesThePathWithItsElements(String hex, String message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read("0c0001" + hex + "00"))
                .withMessage("getUser.request" + message);
    }

    @Test
    void writeArguments_wrongValue_namesThePathWithItsElements() {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(
                        () ->
                                write(
                                        Map.of(
                                                "address",
                                                List.of(
                                                        Map.of("street", "a"),
                                                        Map.of("street", "b"),
                                                        Map.of("street", "c", "zip", "x1")))))
                .withMessage("getUser.request.address[2].zip: expected i32, got \"x1\"");
    }

    @Test
    void union_withOneMember_comesBack() {
        Map<String, Object> request =
                Map.of("nested", List.of(List.of(Map.of("number", 0), Map.of("text", ""))));

        assertThat(read(write(request))).isEqualTo(request);
    }

    @Test
    void union_nullIsNoMember() {
        Map<String, Object> choice = new HashMap<>();
        choice.put("number", 1);
        choice.put("text", null);

        assertThat(read(write(Map.of("choice", choice))))
                .isEqualTo(Map.of("choice", Map.of("number", 1)));
        choice.put("number", null);
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> write(Map.of("choice", choice)))
                .withMessageContaining("getUser.request.choice: expected exactly one member");
    }

    @Test
    void union_withTwoMembers_isRefused() {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> write(Map.of("choice", Map.of("number", 1, "text", ""))))
                .withMessageContaining("getUser.request.choice: expected exactly one member");
    }

    @Test
    void required_isWantedOfWhoWrites_inProtobufToo() {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> overProtobuf(MAPS, Map.of("request", Map.of("must", Map.of()))))
                .withMessageContaining("getUser.request.must.count: expected a value");
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> overProtobuf(json(), "{\"request\":{\"must\":{}}}"))
                .withMessageContaining("getUser.request.must.count: expected a value");
    }

    /** Zeros do not stand on the wire: what reads them gets them back, in each form. */
    @Test
    void required_zeros_comeBackFromProtobuf() {
        Map<String, Object> zeros =
                Map.of(
                        "must",
                        Map.of("count", 0, "names", List.of(), "home", Map.of("street", "")));
        String json = "{\"must\":{\"home\":{\"street\":\"\"},\"count\":0,\"names\":[]}}";

        ByteBuf payload = overProtobuf(MAPS, Map.of("request", zeros));

        assertThat(ByteBufUtil.hexDump(payload)).isEqualTo("32021a00");
        assertThat(fromProtobuf(MAPS, payload)).isEqualTo(Map.of("request", zeros));
        assertThat(fromProtobuf(json(), payload)).isEqualTo("{\"request\":" + json + '}');
        assertThat(overProtobuf(json(), "{\"request\":" + json + '}')).isEqualTo(payload);
    }

    /** A message that is absent is absent in Protobuf too. */
    @Test
    void required_messages_areWantedOfWhoReads_inProtobufToo() {
        ByteBuf payload = Unpooled.wrappedBuffer(HexFormat.of().parseHex("3200"));

        for (MethodSerializer form : List.of(MAPS, json())) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> fromProtobuf(form, payload.slice()))
                    .withMessageContaining("getUser.request.must")
                    .withMessageContaining("Must without its required field home");
        }
    }

    private static JsonMethodSerializer json() {
        return JsonMethodSerializer.of(METHOD, JsonOptions.DEFAULT);
    }

    private static String write(Map<String, ?> request) {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = BinaryProtocol.STRICT.argumentsWriter(out)) {
            MAPS.writeArguments(Arguments.of(Map.of("request", request)), writer);
        }
        return ByteBufUtil.hexDump(out);
    }

    private static Object read(String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
        try (ProtocolReader reader =
                BinaryProtocol.STRICT.argumentsReader(in, ReadLimits.DEFAULT)) {
            return ((Map<?, ?>) MAPS.readArguments(reader).get(0)).get("request");
        }
    }

    private static ByteBuf overProtobuf(MethodSerializer form, Object arguments) {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = ProtobufProtocol.ARGUMENTS.writer(out)) {
            form.writeArguments(Arguments.of(arguments), writer);
        }
        return out;
    }

    private static Object fromProtobuf(MethodSerializer form, ByteBuf payload) {
        try (ProtocolReader reader =
                ProtobufProtocol.ARGUMENTS.reader(payload.slice(), ReadLimits.DEFAULT)) {
            return form.readArguments(reader).get(0);
        }
    }
}
