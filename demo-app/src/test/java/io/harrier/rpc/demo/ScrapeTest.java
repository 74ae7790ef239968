package io.harrier.rpc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The demo, as Prometheus sees it after the calls that it makes at its start. */
class ScrapeTest {
    private static ConfigurableApplicationContext demo;

    @BeforeAll
    static void start() throws IOException {
        demo =
                SpringApplication.run(
                        DemoApplication.class,
                        "--rpc.server.port=" + DemoApplicationTest.freePort());
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void scrape_afterCalls_hasThemByMethod() throws Exception {
        String page = get("prometheus").body();

        assertThat(page)
                .contains(
                        "# TYPE rpc_server_calls_seconds summary",
                        "# TYPE rpc_server_calls_within_total counter",
                        "# TYPE rpc_client_connections gauge");
        double served =
                value(page, "rpc_server_calls_seconds_count{method=\"place\",service=\"Orders\"}");
        assertThat(served).isGreaterThanOrEqualTo(3);
        assertThat(
                        value(
                                page,
                                "rpc_server_calls_within_total{le=\"+Inf\",method=\"place\",service=\"Orders\"}"))
                .isEqualTo(served);
        assertThat(
                        value(
                                page,
                                "rpc_server_errors_total{kind=\"exception\",method=\"place\",service=\"Orders\"}"))
                .isEqualTo(1);
        assertThat(
                        value(
                                page,
                                "rpc_client_errors_total{client=\"orders\",kind=\"deadline-exceeded\",method=\"report\",service=\"Orders\"}"))
                .isPositive();
        assertThat(value(page, "rpc_client_connections{client=\"users\",state=\"shared\"}"))
                .isEqualTo(1);
        assertThat(value(page, "rpc_buffers_events_total{event=\"hit\"}")).isPositive();
    }

    /** So that a method which never failed begins at 0 and not at its first failure. */
    @Test
    void scrape_hasWhatNeverHappened() throws Exception {
        assertThat(
                        value(
                                get("prometheus").body(),
                                "rpc_server_errors_total{kind=\"overloaded\",method=\"place\",service=\"Orders\"}"))
                .isZero();
    }

    private static double value(String page, String series) {
        Matcher line =
                Pattern.compile("^" + Pattern.quote(series) + " (.+)$", Pattern.MULTILINE)
                        .matcher(page);
        assertThat(line.find()).as(series).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static HttpResponse<String> get(String endpoint) throws Exception {
        String port = demo.getEnvironment().getProperty("local.server.port");
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + port
                                                                + "/actuator/"
                                                                + endpoint))
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }
}
