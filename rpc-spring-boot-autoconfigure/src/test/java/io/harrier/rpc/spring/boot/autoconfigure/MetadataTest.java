package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.harrier.rpc.frame.FrameForm;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What editors are told of our keys is what is bound, no more and no less. */
class MetadataTest {
    private static final Map<String, String> KEYS =
            Map.of(
                    "rpc.server.port", "1",
                    "rpc.server.address", "127.0.0.1",
                    "rpc.client.users.target", "host:1",
                    "rpc.client.users.timeout", "2s",
                    "rpc.client.users.protocol", "unframed");

    @Test
    void metadata_namesEachKeyOnce_andDescribesIt() throws IOException {
        assertThat(properties())
                .extracting(property -> property.get("name"))
                .containsExactlyInAnyOrder("rpc.server.port", "rpc.server.address", "rpc.client");
        assertThat(properties())
                .allSatisfy(
                        property ->
                                assertThat((String) property.get("description"))
                                        .matches("[A-Z].*\\."));
    }

    @Test
    void metadata_ofClients_namesEachKeyOfOne() throws IOException {
        String described =
                properties().stream()
                        .filter(property -> property.get("name").equals("rpc.client"))
                        .map(property -> (String) property.get("description"))
                        .findFirst()
                        .orElseThrow();

        assertThat(Arrays.stream(RpcClientProperties.class.getRecordComponents()))
                .allSatisfy(component -> assertThat(described).contains(component.getName()));
    }

    @Test
    void everyKey_isBound() throws Exception {
        Binder binder = new Binder(new MapConfigurationPropertySource(KEYS));

        RpcServerProperties server = binder.bind("rpc.server", RpcServerProperties.class).get();
        assertThat(server.port()).isEqualTo(1);
        assertThat(server.address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(clients(binder))
                .containsExactly(
                        Map.entry(
                                "users",
                                new RpcClientProperties(
                                        "host:1", Duration.ofSeconds(2), FrameForm.UNFRAMED)));
    }

    @Test
    void defaults_areThoseOfTheDocumentation() {
        Binder binder =
                new Binder(
                        new MapConfigurationPropertySource(
                                Map.of("rpc.client.users.target", "host:1")));

        RpcServerProperties server =
                binder.bindOrCreate("rpc.server", Bindable.of(RpcServerProperties.class));
        assertThat(server.port()).isEqualTo(8888);
        assertThat(server.address()).isNull();
        assertThat(clients(binder))
                .containsValue(
                        new RpcClientProperties(
                                "host:1", Duration.ofSeconds(5), FrameForm.TTHEADER_FRAMED));
    }

    private static Map<String, RpcClientProperties> clients(Binder binder) {
        return binder.bind(
                        RpcClients.PREFIX, Bindable.mapOf(String.class, RpcClientProperties.class))
                .get();
    }

    private static List<Map<String, Object>> properties() throws IOException {
        try (InputStream file =
                RpcAutoConfiguration.class.getResourceAsStream(
                        "/META-INF/spring-configuration-metadata.json")) {
            return JsonPath.parse(file).read("$.properties");
        }
    }
}
