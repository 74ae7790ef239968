package io.harrier.rpc.benchmarks.rest;

import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * JSON over HTTP/1.1: Boot's Tomcat and Jackson as they come, and RestClient over Apache's HTTP
 * client with a connection for each caller. The one variant is {@code tomcat}.
 */
public final class RestEcho implements Contestant {
    private static final int MOST_CALLERS = 256;

    @Override
    public int serve(String variant) {
        SpringApplication application = new SpringApplication(EchoApplication.class);
        application.setDefaultProperties(
                Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "server.tomcat.max-keep-alive-requests", "-1",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn"));
        ServletWebServerApplicationContext context =
                (ServletWebServerApplicationContext) application.run();
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    @Override
    public EchoClient connect(String variant, int port) {
        HttpClientConnectionManager connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(MOST_CALLERS)
                        .setMaxConnTotal(MOST_CALLERS)
                        .build();
        HttpComponentsClientHttpRequestFactory requests =
                new HttpComponentsClientHttpRequestFactory(
                        HttpClients.custom()
                                .setConnectionManager(connections)
                                .disableCookieManagement()
                                .disableRedirectHandling()
                                .disableContentCompression()
                                .disableAutomaticRetries()
                                .build());
        return new Client(
                RestClient.builder()
                        .requestFactory(requests)
                        .baseUrl("http://127.0.0.1:" + port)
                        .build());
    }

    private static final Map<Integer, String> PRINTABLE = new ConcurrentHashMap<>();

    private record Client(RestClient http) implements EchoClient {
        @Override
        public int echo(String message) {
            RestMessage reply =
                    http.post()
                            .uri("/echo")
                            .body(new RestMessage(ACTION, printable(message)))
                            .retrieve()
                            .body(RestMessage.class);
            return Objects.requireNonNull(reply).msg().length();
        }

        /** JSON would take six bytes for each character of value 0. */
        private static String printable(String message) {
            return PRINTABLE.computeIfAbsent(message.length(), "0"::repeat);
        }
    }
}
