package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.serialize.generic.GenericException;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.PeerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link JsonOptions#KITEX} with stock Kitex's own calls in JSON, both ways. */
final class KitexJsonTest {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    /** A value of every kind, and what both ends write it like. */
    private static final String FULL =
            """
            {"yes":true,"tiny":-128,"small":-7,"number":2147483647,"large":9007199254740993,"ratio":-0.5,
             "text":"\\"鹞\\" \\\\ \\n 😀","data":"AP/+","color":5,"inner":{"text":"in","number":0},"numbers":[1,-1,0],
             "inners":[{"text":"a"},{"text":"","number":-3}],"counts":{"":0,"k":-9007199254740993},
             "byNumber":{"-1":{"text":"minus"},"7":{"text":"x"}},"words":["a","鹞"],"maybe":0,
             "nested":[["a","b"],[],["c"]],"colors":[1,0,5],"ratios":{"12":[1.5,2.5]}}
            """;

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource
    void ourClient_toKitexServerInJson_isUnderstoodAndUnderstands(FrameForm form) throws Exception {
        Peers.require(KitexPeer.missing());
        try (PeerProcess server = KitexPeer.startJsonServer();
                RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port()).form(form).build()) {
            GenericClient echo = client.generic(SchemaSource.of(schema()), "", JsonOptions.KITEX);

            assertThat(tree(echo.json("echo", FULL))).isEqualTo(tree(FULL));
            assertThat(seen(echo, FULL)).isEqualTo(tree(FULL));
            assertThat(seen(echo, "{\"color\":\"DARK_BLUE\",\"nobody\":[{}]}").get("color"))
                    .isEqualTo(tree("5"));
        }
    }

    /** What Kitex's handler saw of a request. */
    private static JsonNode seen(GenericClient echo, String text) {
        return tree(tree(echo.json("seen", text)).stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "unframed", "ttheader", "ttheader-framed", "mux"})
    void kitexClientInJson_toOurHandlerInJson_passes(String transport) throws Exception {
        Peers.require(KitexPeer.missing());
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .generic(schema(), JsonOptions.KITEX, KitexJsonTest::answer)
                        .start()) {
            assertThat(KitexPeer.runJsonClient(server.port(), transport).failures()).isEmpty();
        }
    }

    private static Object answer(String method, String text) {
        return switch (method) {
            case "echo" -> text;
            case "seen" -> JACKSON.writeValueAsString(text);
            default ->
                    throw new GenericException(
                            "Refused", "{\"reason\":" + tree(text).get("text") + ",\"code\":7}");
        };
    }

    private static JsonNode tree(String text) {
        return JACKSON.readTree(text);
    }

    private static ServiceSchema schema() {
        return ThriftIdlParser.parse(KitexPeer.JSON_IDL).service("JsonEcho");
    }
}
