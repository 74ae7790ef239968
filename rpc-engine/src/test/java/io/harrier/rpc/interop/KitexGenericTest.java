package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.idl.echo.Refused;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.descriptor.DescriptorSchemas;
import io.harrier.rpc.schema.idl.IdlSchemas;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.serialize.generic.GenericException;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.PeerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls without classes with stock Kitex, both ways. */
final class KitexGenericTest {
    private static final Path IDL =
            Path.of(System.getProperty("basedir", ""), "src/test/thrift/Echo.thrift");

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource
    void ourGenericClient_toKitexServer_passes(FrameForm form) throws Exception {
        Peers.require(KitexPeer.missing());
        try (PeerProcess server = KitexPeer.startServer();
                RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port()).form(form).build()) {
            GenericClient echo = client.generic(IdlSchemas.of(ThriftIdlParser.parse(IDL)), "");

            assertThat(echo.call("echo", Map.of("req", Map.of("msg", "hi"))))
                    .isEqualTo(Map.of("msg", "hi"));
            assertThat(echo.json("echo", "{\"req\":{\"msg\":\"鹞\"}}")).isEqualTo("{\"msg\":\"鹞\"}");
            assertThat(echo.call("nothing", Map.of())).isNull();
            assertThatThrownBy(() -> echo.json("refuse", "{\"req\":{\"msg\":\"no\"}}"))
                    .isInstanceOfSatisfying(
                            GenericException.class,
                            e -> // Kitex writes fixed fields first
                            assertThat(e.value()).isEqualTo("{\"code\":7,\"reason\":\"no\"}"));
            if (form.hasHeader()) {
                assertThatThrownBy(() -> echo.call("biz", Map.of("req", Map.of())))
                        .isInstanceOf(BizStatusException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "unframed", "ttheader", "ttheader-framed", "mux"})
    void kitexClient_toOurGenericHandler_passes(String transport) throws Exception {
        Peers.require(KitexPeer.missing());
        ServiceSchema schema = ThriftIdlParser.parse(IDL).service("EchoService");
        EchoHandler echo = new EchoHandler();
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .generic(schema, (method, arguments) -> answer(echo, method, arguments))
                        .start()) {
            assertThat(KitexPeer.runClient(server.port(), transport, "-peer", "harrier").failures())
                    .isEmpty();
        }
    }

    private static Object answer(EchoHandler echo, String method, Map<String, Object> arguments)
            throws Exception {
        Map<?, ?> request = (Map<?, ?>) arguments.getOrDefault("req", Map.of());
        Msg msg = new Msg((String) request.get("msg"));
        return switch (method) {
            case "echo" -> Map.of("msg", echo.echo(msg).getMsg());
            case "boom" -> echo.boom(msg);
            case "biz" -> echo.biz(msg);
            case "refuse" -> refuse(echo, msg);
            case "slow" -> Map.of("msg", echo.slow(msg).getMsg());
            case "remaining" -> echo.remaining();
            case "visits" -> echo.visits();
            case "visit" -> {
                echo.visit(msg);
                yield null;
            }
            default -> null;
        };
    }

    private static Object refuse(EchoHandler echo, Msg msg) {
        try {
            return echo.refuse(msg);
        } catch (Refused e) {
            throw new GenericException(
                    "Refused", Map.of("reason", e.getReason(), "code", e.getCode()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FRAMED", "TTHEADER_FRAMED"})
    void ourGenericClient_toKitexServerOfProtobuf_passes(FrameForm form) throws Exception {
        Peers.require(KitexPeer.missing());
        try (PeerProcess server = KitexPeer.startProtobufServer();
                RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port())
                                .form(form)
                                .protocol(ProtocolKind.PROTOBUF)
                                .build()) {
            GenericClient echo = client.generic(SchemaSource.of(pbEcho()), "");
            Map<String, Object> all =
                    Map.of(
                            "number",
                            -7,
                            "large",
                            1L << 60,
                            "text",
                            "鹞",
                            "texts",
                            List.of("a", "b"),
                            "counts",
                            Map.of("k", -1L),
                            "message",
                            Map.of("text", "inner"));

            assertThat(echo.call("echo", Map.of("request", Map.of("text", "hi"))))
                    .isEqualTo(Map.of("text", "hi"));
            assertThat(echo.call("all", Map.of("request", all))).isEqualTo(all);
            assertThat(echo.json("echo", "{\"request\":{\"text\":\"hi\"}}"))
                    .isEqualTo("{\"text\":\"hi\"}");
            assertThatThrownBy(() -> echo.json("boom", "{\"request\":{}}"))
                    .hasMessageContaining("boom");
        }
    }

    private static ServiceSchema pbEcho() throws IOException {
        try (InputStream set = KitexGenericTest.class.getResourceAsStream("/PbEcho.desc")) {
            return DescriptorSchemas.services(FileDescriptorSet.parseFrom(set)).stream()
                    .filter(service -> service.name().equals("PbEcho"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
