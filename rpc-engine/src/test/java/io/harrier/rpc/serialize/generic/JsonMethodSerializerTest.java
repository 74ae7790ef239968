package io.harrier.rpc.serialize.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ValueException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One method, {@code User getUser(1: Request request) throws (1: NotFound e)}, as JSON text. */
final class JsonMethodSerializerTest {
    private static final EnumSchema COLOR = new EnumSchema("Color", Map.of("RED", 1, "BLUE", 5));
    private static final StructSchema ADDRESS =
            struct(
                    "Address",
                    StructSchema.Kind.STRUCT,
                    required(1, "street", TypeSchema.of(Kind.STRING)),
                    optional(2, "zip", TypeSchema.of(Kind.I32)));
    private static final StructSchema CHOICE =
            struct(
                    "Choice",
                    StructSchema.Kind.UNION,
                    optional(1, "number", TypeSchema.of(Kind.I32)),
                    optional(2, "text", TypeSchema.of(Kind.STRING)));
    private static final StructSchema REQUEST =
            struct(
                    "Request",
                    StructSchema.Kind.STRUCT,
                    optional(1, "id", TypeSchema.of(Kind.I64)),
                    optional(2, "address", TypeSchema.list(TypeSchema.struct(ADDRESS))),
                    optional(3, "choice", TypeSchema.struct(CHOICE)),
                    optional(4, "color", TypeSchema.enumeration(COLOR)),
                    optional(5, "blob", TypeSchema.of(Kind.BINARY)),
                    optional(6, "score", TypeSchema.of(Kind.DOUBLE)),
                    optional(
                            7,
                            "flags",
                            TypeSchema.map(TypeSchema.of(Kind.BOOL), TypeSchema.of(Kind.I8))),
                    withDefault(8, "page", TypeSchema.of(Kind.I32), 20),
                    withDefault(
                            9,
                            "tags",
                            TypeSchema.list(TypeSchema.of(Kind.STRING)),
                            List.of("a", "\"")),
                    withDefault(
                            10,
                            "home",
                            TypeSchema.struct(ADDRESS),
                            Map.of("street", "Main", "zip", 7)),
                    optional(11, "key", TypeSchema.of(Kind.UUID)),
                    optional(
                            12,
                            "names",
                            TypeSchema.map(
                                    TypeSchema.struct(ADDRESS), TypeSchema.of(Kind.STRING))));
    private static final StructSchema NOT_FOUND =
            struct(
                    "NotFound",
                    StructSchema.Kind.EXCEPTION,
                    optional(1, "why", TypeSchema.of(Kind.STRING)));
    private static final MethodSchema METHOD =
            new MethodSchema(
                    "getUser",
                    struct(
                            "getUser_args",
                            StructSchema.Kind.STRUCT,
                            optional(1, "request", TypeSchema.struct(REQUEST))),
                    struct(
                            "getUser_result",
                            StructSchema.Kind.STRUCT,
                            optional(0, "success", TypeSchema.struct(REQUEST)),
                            optional(1, "e", TypeSchema.struct(NOT_FOUND))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"address":[{"street":"a"},{"street":"b"},{"street":"c","zip":"x1"}]} | .address[2].zip: expected i32, got "x1" (line 1, column 74, byte 73 of the JSON text)
                    {"id":9223372036854775808} | .id: expected i64, got 9223372036854775808 (line 1, column 18, byte 17 of the JSON text)
                    {"id":"12x"} | .id: expected i64, got "12x" (line 1, column 18, byte 17 of the JSON text)
                    {"id":1,"id":2} | : expected each field once, got "id" (line 1, column 20, byte 19 of the JSON text)
                    {"nope":1} | : expected one of id, address, choice, color, blob, score, flags, page, tags, home, key, names, the fields of Request, got "nope" (line 1, column 13, byte 12 of the JSON text)
                    {"address":{}} | .address: expected list<Address>, got an object (line 1, column 23, byte 22 of the JSON text)
                    {"address":[null]} | .address[0]: expected Address, got null (line 1, column 24, byte 23 of the JSON text)
                    {"address":[{}]} | .address[0].street: expected a value, as the field is required, got none (line 1, column 26, byte 25 of the JSON text)
                    {"address":[{"street":null}]} | .address[0].street: expected a value, as the field is required, got none (line 1, column 39, byte 38 of the JSON text)
                    {"choice":{}} | .choice: expected exactly one of number, text, got 0 members (line 1, column 24, byte 23 of the JSON text)
                    {"choice":{"number":1,"text":""}} | .choice: expected exactly one of number, text, got 2 members (line 1, column 44, byte 43 of the JSON text)
                    {"color":"PINK"} | .color: expected one of $COLORS, got "PINK" (line 1, column 21, byte 20 of the JSON text)
                    {"color":1.5} | .color: expected one of $COLORS, got 1.5 (line 1, column 21, byte 20 of the JSON text)
                    {"blob":"?"} | .blob: expected binary as Base64, got "?" (line 1, column 20, byte 19 of the JSON text)
                    {"score":"NAN"} | .score: expected double, got "NAN" (line 1, column 21, byte 20 of the JSON text)
                    {"flags":{"yes":1}} | .flags["yes"]: expected bool, got "yes" (line 1, column 22, byte 21 of the JSON text)
                    {"flags":{"true":300}} | .flags["true"]: expected i8, got 300 (line 1, column 29, byte 28 of the JSON text)
                    {"key":"1-1-1-1-1"} | .key: expected uuid, got "1-1-1-1-1" (line 1, column 19, byte 18 of the JSON text)
                    {"names":[[1]]} | .names[0]: expected Address, got 1 (line 1, column 23, byte 22 of the JSON text)
                    {"names":[[{"street":""}]]} | .names[0]: expected a pair [key, value], got an array of another length (line 1, column 37, byte 36 of the JSON text)
                    {"page":[} | .page: expected i32, got an array (line 1, column 20, byte 19 of the JSON text)
                    {"page":1 | : expected ',' or '}', got the end of the text (line 1, column 21, byte 20 of the JSON text)
                    """)
    void writeArguments_wrongText_namesPathAndPlace(String request, String problem) {
        String colors = String.join(", ", COLOR.constants().keySet());
        boolean isWhole = !request.endsWith("1");

        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(
                        () ->
                                payload(
                                        JsonOptions.DEFAULT,
                                        "{\"request\":" + request + (isWhole ? "}" : "")))
                .withMessage("getUser.request" + problem.replace("$COLORS", colors));
    }

    @Test
    void writeArguments_textOfAnyForm_isTheSame() {
        String text = "{\"request\":{\"id\":1}}";
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        assertThat(payload(JsonOptions.DEFAULT, text))
                .isEqualTo("0c0001" + "0a0001" + "0000000000000001" + "00" + "00")
                .isEqualTo(payload(JsonOptions.DEFAULT, utf8))
                .isEqualTo(payload(JsonOptions.DEFAULT, Unpooled.wrappedBuffer(utf8)));
    }

    @Test
    void writeArguments_noText_areNone() {
        assertThat(payload(JsonOptions.DEFAULT, (Object) null)).isEqualTo("00");
        assertThat(payload(JsonOptions.KITEX, (Object) null)).isEqualTo("00");
    }

    @Test
    void writeArguments_bare_isTheStructsBody() {
        assertThat(payload(JsonOptions.KITEX, "{\"id\":1,\"request\":{\"id\":2}}"))
                .isEqualTo(payload(JsonOptions.DEFAULT, "{\"request\":{\"id\":1}}"));
        assertThat(arguments(JsonOptions.KITEX, "0c00010a0001000000000000000100" + "00"))
                .isEqualTo("{\"id\":1}");
        assertThat(arguments(JsonOptions.KITEX, "00")).isEqualTo("null");
    }

    @Test
    void writeArguments_otherThings_areRefused() {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> payload(JsonOptions.DEFAULT, 7))
                .withMessage(
                        "getUser: expected JSON text (String, byte[] or ByteBuf), got"
                                + " java.lang.Integer");
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> payload(JsonOptions.DEFAULT, "{} {}"))
                .withMessageStartingWith("getUser: expected the end of the text, got an object");
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> payload(JsonOptions.DEFAULT, "\"\ud83d\""))
                .withMessageContaining("expected both halves of a surrogate pair");
    }

    @Test
    void options_everyForm_isReadAndTheChosenOneWritten() {
        String plain =
                "{\"id\":5,\"color\":\"RED\",\"blob\":\"aGk=\",\"score\":\"-Infinity\",\"flags\":{\"true\":1}}";
        assertThat(again(JsonOptions.DEFAULT, plain)).isEqualTo(plain);
        assertThat(again(JsonOptions.DEFAULT, "{\"id\":\"5\",\"color\":1}"))
                .isEqualTo("{\"id\":5,\"color\":\"RED\"}");
        assertThat(again(JsonOptions.DEFAULT, "{\"color\":9}")).isEqualTo("{\"color\":9}");
        assertThat(again(JsonOptions.DEFAULT.withLongsAsText(true), "{\"id\":5}"))
                .isEqualTo("{\"id\":\"5\"}");
        assertThat(again(JsonOptions.DEFAULT.withEnumNames(false), "{\"color\":\"RED\"}"))
                .isEqualTo("{\"color\":1}");
        assertThat(again(JsonOptions.DEFAULT.withBase64(false), "{\"blob\":\"h\\u00e9\"}"))
                .isEqualTo("{\"blob\":\"hé\"}");
        assertThat(again(JsonOptions.DEFAULT.withSkipUnknown(true), "{\"x\":[{}],\"id\":1}"))
                .isEqualTo("{\"id\":1}");
        assertThat(again(JsonOptions.DEFAULT, "{\"id\":null}")).isEqualTo("{}");
        assertThat(again(JsonOptions.DEFAULT, "{\"names\":[[{\"street\":\"a\"},\"b\"]]}"))
                .isEqualTo("{\"names\":[[{\"street\":\"a\"},\"b\"]]}");
    }

    @Test
    void options_defaults_standForAbsentFieldsBothWays() {
        JsonOptions filled = JsonOptions.DEFAULT.withDefaults(true);
        String all =
                "{\"page\":20,\"tags\":[\"a\",\"\\\"\"],\"home\":{\"street\":\"Main\",\"zip\":7}}";

        assertThat(again(filled, "{}")).isEqualTo(all);
        assertThat(again(JsonOptions.DEFAULT, "{}")).isEqualTo("{}");
        assertThat(payload(filled, "{\"request\":{}}"))
                .isEqualTo(payload(JsonOptions.DEFAULT, "{\"request\":" + all + "}"));
        assertThat(arguments(filled, "0c0001" + "00" + "00"))
                .isEqualTo("{\"request\":" + all + "}");
        assertThat(again(filled, "{\"tags\":[],\"page\":1}"))
                .isEqualTo("{\"tags\":[],\"page\":1,\"home\":{\"street\":\"Main\",\"zip\":7}}");
    }

    @Test
    void options_nonFiniteRefused_isRefusedBothWays() {
        JsonOptions strict = JsonOptions.DEFAULT.withNonFiniteAsText(false);

        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> payload(strict, "{\"request\":{\"score\":\"NaN\"}}"))
                .withMessageContaining("score: expected double, got \"NaN\"");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> arguments(strict, "0c0001" + "040006" + "7ff8000000000000"))
                .withMessageContaining("getUser.request.score")
                .withMessageContaining("double: NaN (expected: a finite number");
    }

    @ParameterizedTest
    @CsvSource({
        "0c0001 0f0002 0c00000001 00 00 00, getUser.request.address[0] (byte 12 of the payload): Address without its required field street (expected: a value)",
        "0c0001 0c0003 00 00 00, getUser.request.choice (byte 7 of the payload): Choice with 0 known members (expected: exactly one of number text)",
        "0c0001 0a0001 0000000000000001 0a0001 0000000000000001 00 00, getUser.request.id (byte 17 of the payload): a second value (expected: each field once)",
        "0c0001 080001 00000001 00 00, getUser.request.id (byte 6 of the payload): i32 (expected: i64)",
        "0c0001 0f0002 0c00000002 0b0001 00000000 00 0b0001 00000000 0b0002 00 00 00 00, getUser.request.address[1].zip (byte 29 of the payload): string (expected: i32)",
        "0c0001 0d0007 0203 00000002 01 05 00 06 0b0001 00 00, getUser.request.id (byte 19 of the payload): string (expected: i64)",
        "0c0001 0d000c 0c0b 00000001 00 00000000 00 00, getUser.request.names[0] (byte 13 of the payload): Address without its required field street (expected: a value)",
        "0c0001 0f0002 0800000001 00000001 00 00, getUser.request.address (byte 11 of the payload): list of i32 (expected: of struct)",
    })
    void readArguments_wrongPayload_namesThePath(String hex, String message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> arguments(JsonOptions.DEFAULT, hex.replace(" ", "")))
                .withMessage(message.replace("number text", "number, text"));
    }

    @Test
    void readArguments_unknownFields_arePassedOver() {
        assertThat(arguments(JsonOptions.DEFAULT, "0c0001" + "0b0063" + "00000001" + "61" + "0000"))
                .isEqualTo("{\"request\":{}}");
    }

    @Test
    void readReply_valueOrNone_isItsText() {
        JsonMethodSerializer json = JsonMethodSerializer.of(METHOD, JsonOptions.DEFAULT);
        ByteBuf out = Unpooled.buffer();
        try (BinaryWriter writer = new BinaryWriter(out)) {
            json.writeValue(" {\"id\":1} ", writer);
            json.writeValue(null, writer);
            json.writeValue("null", writer);
        }
        assertThat(reply(json, out)).isEqualTo("{\"id\":1}");
        assertThat(reply(json, out)).isNull();
        assertThat(reply(json, out)).isNull();
    }

    @Test
    void readReply_declaredException_isOneWithItsText() {
        JsonMethodSerializer json = JsonMethodSerializer.of(METHOD, JsonOptions.DEFAULT);
        GenericException thrown = new GenericException("NotFound", "{\"why\":\"gone\"}");
        ByteBuf out = Unpooled.buffer();
        try (BinaryWriter writer = new BinaryWriter(out)) {
            json.writeException(thrown, writer);
        }
        assertThat(json.declares(thrown)).isTrue();
        assertThat(json.declares(new GenericException("Other", "{}"))).isFalse();
        assertThat(json.declares(new IllegalStateException())).isFalse();
        assertThat(reply(json, out))
                .isInstanceOfSatisfying(
                        GenericException.class,
                        e -> {
                            assertThat(e.name()).isEqualTo("NotFound");
                            assertThat(e.value()).isEqualTo("{\"why\":\"gone\"}");
                        });
    }

    @Test
    void of_structThatContainsItself_isMadeOnce() {
        StructSchema[] tree = new StructSchema[1];
        tree[0] =
                new StructSchema(
                        "Tree", () -> List.of(optional(1, "left", TypeSchema.struct(tree[0]))));
        JsonTranscoder json = JsonTranscoder.of(tree[0], JsonOptions.DEFAULT);
        ByteBuf out = Unpooled.buffer();

        json.toPayload(
                Unpooled.copiedBuffer("{\"left\":{\"left\":{}}}", StandardCharsets.UTF_8),
                new BinaryWriter(out));

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("0c0001" + "0c0001" + "000000");
    }

    private static String again(JsonOptions options, String request) {
        String arguments = arguments(options, payload(options, "{\"request\":" + request + "}"));
        return arguments.substring("{\"request\":".length(), arguments.length() - 1);
    }

    private static String payload(JsonOptions options, Object text) {
        ByteBuf out = Unpooled.buffer();
        try (BinaryWriter writer = new BinaryWriter(out)) {
            JsonMethodSerializer.of(METHOD, options).writeArguments(Arguments.of(text), writer);
        }
        return ByteBufUtil.hexDump(out);
    }

    private static String arguments(JsonOptions options, String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        try (BinaryReader reader = new BinaryReader(in, ReadLimits.DEFAULT)) {
            return (String) JsonMethodSerializer.of(METHOD, options).readArguments(reader).get(0);
        }
    }

    private static Object reply(JsonMethodSerializer json, ByteBuf in) {
        Object[] told = new Object[1];
        try (BinaryReader reader = new BinaryReader(in, ReadLimits.DEFAULT)) {
            json.readReply(
                    reader,
                    new Outcome() {
                        @Override
                        public void value(Object value) {
                            told[0] = value;
                        }

                        @Override
                        public void failure(Throwable error) {
                            told[0] = error;
                        }
                    });
        }
        return told[0];
    }

    private static StructSchema struct(String name, StructSchema.Kind kind, FieldSchema... fields) {
        return new StructSchema(name, kind, Notes.NONE, () -> List.of(fields));
    }

    private static FieldSchema required(int id, String name, TypeSchema type) {
        return new FieldSchema(id, name, type, Requiredness.REQUIRED);
    }

    private static FieldSchema optional(int id, String name, TypeSchema type) {
        return new FieldSchema(id, name, type, Requiredness.OPTIONAL);
    }

    private static FieldSchema withDefault(int id, String name, TypeSchema type, Object value) {
        return new FieldSchema(id, name, type, Requiredness.DEFAULT, value, Notes.NONE);
    }
}
