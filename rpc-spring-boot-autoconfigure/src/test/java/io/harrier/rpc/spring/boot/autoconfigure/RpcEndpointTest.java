package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import io.harrier.rpc.spring.boot.autoconfigure.operated.App;
import io.harrier.rpc.spring.boot.autoconfigure.operated.Counting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The endpoint over HTTP, on Tomcat, of an application that calls itself. */
class RpcEndpointTest {
    private ConfigurableApplicationContext app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void overview_tellsServerClientsAndBuffers() throws Exception {
        start("rpc.server.log-calls=true", "rpc.client.greeter.retry.max-attempts=2");
        greet();

        String page = get("").body();

        assertThat(this.<List<String>>read(page, "$.server.services.Greeter"))
                .containsExactly("greet");
        assertThat(this.<List<String>>read(page, "$.server.middleware")).containsExactly("log");
        assertThat(this.<Boolean>read(page, "$.server.draining")).isFalse();
        assertThat(this.<Integer>read(page, "$.server.connections")).isEqualTo(1);
        assertThat(this.<String>read(page, "$.clients.greeter.target")).startsWith("127.0.0.1:");
        assertThat(this.<List<String>>read(page, "$.clients.greeter.middleware"))
                .containsExactly("retry");
        assertThat(this.<Double>read(page, "$.clients.greeter.hosts[0].share")).isEqualTo(1);
        assertThat(this.<Integer>read(page, "$.clients.greeter.connections[0].open")).isEqualTo(1);
        assertThat(this.<Integer>read(page, "$.buffers.hits")).isNotNegative();
        assertThat(this.<Boolean>read(page, "$.tracing.sampling")).isFalse();
        assertThat(this.<List<Integer>>read(page, "$.tracing.calls[?(@.side=='server')].calls"))
                .containsExactly(1);
    }

    @Test
    void service_isToldWithItsSchema() throws Exception {
        start();

        String page = get("/services/Greeter").body();

        assertThat(this.<String>read(page, "$.idl"))
                .contains("service Greeter {", "string greet(1: string name)");
        assertThat(this.<Boolean>read(page, "$.methods[0].idempotent")).isFalse();
        assertThat(get("/services/Nobody").statusCode()).isEqualTo(404);
        assertThat(get("/secrets/Greeter").statusCode()).isEqualTo(404);
    }

    /** Read-only, unless the application says otherwise. */
    @Test
    void changes_byDefault_areNotThere() throws Exception {
        start();

        assertThat(post("/middleware/log", "{}").statusCode()).isEqualTo(405);
        assertThat(post("/rules", "{\"document\": \"{}\"}").statusCode()).isEqualTo(405);
        assertThat(delete("/middleware/log").statusCode()).isEqualTo(405);
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    @Test
    void access_none_thereIsNoEndpoint() throws Exception {
        start("management.endpoint.rpc.access=none");

        assertThat(get("").statusCode()).isEqualTo(404);
        assertThat(app.getBeanProvider(RpcEndpoint.class).getIfAvailable()).isNull();
    }

    @Test
    void endpoint_notExposed_isNotMade() throws Exception {
        start("management.endpoints.web.exposure.exclude=rpc");

        assertThat(get("").statusCode()).isEqualTo(404);
        assertThat(app.getBeanProvider(RpcEndpoint.class).getIfAvailable()).isNull();
    }

    @Test
    void middleware_builtIn_isPutIntoTheServer_andTakenOut() throws Exception {
        start("management.endpoint.rpc.access=unrestricted");

        HttpResponse<String> put = post("/middleware/log", "{}");

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.body()).isEqualTo("{\"middleware\":[\"log\"]}");
        assertThat(delete("/middleware/log").body()).isEqualTo("{\"middleware\":[]}");
    }

    @Test
    void middleware_bean_isPutIntoAClientsCalls_andReplaced() throws Exception {
        start("management.endpoint.rpc.access=unrestricted");
        Counting counting = app.getBean(Counting.class);
        greet();
        assertThat(counting.calls()).isEqualTo(0);

        post("/middleware/count", "{\"client\": \"greeter\"}");
        greet();
        assertThat(counting.calls()).isEqualTo(1);

        HttpResponse<String> replaced =
                post("/middleware/count", "{\"client\": \"greeter\", \"with\": \"log\"}");
        greet();
        assertThat(replaced.body()).isEqualTo("{\"middleware\":[\"count\"]}");
        assertThat(counting.calls()).isEqualTo(1);

        assertThat(delete("/middleware/count?client=greeter").body())
                .isEqualTo("{\"middleware\":[]}");
    }

    @Test
    void change_thatCannotBe_isRefusedWithTheReason() throws Exception {
        start("management.endpoint.rpc.access=unrestricted");
        greet();

        assertRefused(
                post("/middleware/java.lang.Runtime", "{}"),
                "middleware java.lang.Runtime (expected: one of [log, rate-limit,"
                        + " concurrency-limit, count])");
        assertRefused(
                post("/middleware/rate-limit", "{}"),
                "rate-limit: no limit is set (expected: one of rpc.server.rate-limit.*)");
        assertRefused(
                post("/middleware/retry", "{\"client\": \"greeter\"}"),
                "retry: calls have one attempt (expected: retry.max-attempts of the client above"
                        + " 1)");
        assertRefused(
                post("/middleware/circuit-breaker", "{\"client\": \"greeter\"}"),
                "circuit-breaker: it is off (expected: circuit-breaker.enabled of the client, or"
                        + " of a method)");
        assertRefused(
                post("/middleware/log", "{\"client\": \"nobody\"}"),
                "client nobody (expected: one that has been made: [greeter])");
        assertRefused(delete("/middleware/log"), "middleware log (expected: one of [])");
        assertRefused(
                post("/buffers/log", "{}"), "buffers cannot be changed (expected: middleware)");
    }

    @Test
    void change_toWhatTheKeysCannotMake_isRefusedWithTheReason() throws Exception {
        start(
                "management.endpoint.rpc.access=unrestricted",
                "rpc.server.concurrency-limit.min=7",
                "rpc.server.concurrency-limit.max=3");

        HttpResponse<String> put = post("/middleware/concurrency-limit", "{}");

        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(this.<String>read(put.body(), "$.error")).contains("7", "3", "expected");
    }

    @Test
    void change_toWhatIsNotIncluded_isRefused() throws Exception {
        start("management.endpoint.rpc.access=unrestricted", "rpc.middleware.include=log");

        assertRefused(post("/middleware/count", "{}"), "middleware count (expected: one of [log])");
        assertThat(post("/middleware/log", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void rules_arePushed_andTold() throws Exception {
        start("management.endpoint.rpc.access=unrestricted");
        String document = "{\\\"rules\\\": {\\\"Greeter\\\": {\\\"timeout\\\": \\\"1s\\\"}}}";

        HttpResponse<String> pushed = post("/rules", "{\"document\": \"" + document + "\"}");

        assertThat(pushed.statusCode()).isEqualTo(200);
        assertThat(this.<Integer>read(pushed.body(), "$.version")).isEqualTo(1);
        assertThat(this.<Integer>read(get("").body(), "$.rules.rules")).isEqualTo(1);
        String told = get("/rules").body();
        assertThat(this.<String>read(told, "$.document"))
                .isEqualTo("{\"rules\": {\"Greeter\": {\"timeout\": \"1s\"}}}");
        assertThat(this.<Integer>read(told, "$.state.accepted")).isEqualTo(1);
    }

    @Test
    void rules_withAnError_areRefusedWithItsPlace_andChangeNothing() throws Exception {
        start("management.endpoint.rpc.access=unrestricted");

        HttpResponse<String> pushed =
                post("/rules", "{\"document\": \"{\\\"rules\\\": {\\\"A\\\": 7}}\"}");

        assertThat(pushed.statusCode()).isEqualTo(400);
        assertThat(this.<String>read(pushed.body(), "$.problems[0].pointer")).isEqualTo("/rules/A");
        assertThat(this.<Integer>read(get("/rules").body(), "$.state.version")).isZero();
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertRefused(
                post("/nothing", "{\"document\": \"{}\"}"),
                "nothing cannot be changed (expected: rules)");
    }

    private static void assertRefused(HttpResponse<String> response, String why) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JsonPath.<String>read(response.body(), "$.error")).isEqualTo(why);
    }

    private void start(String... keys) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--management.endpoints.web.exposure.include=rpc",
                                "--rpc.tracing.enabled=false",
                                "--rpc.server.address=127.0.0.1",
                                "--rpc.server.port=0",
                                "--rpc.client.greeter.target=127.0.0.1:${local.rpc.server.port}"));
        for (String key : keys) {
            arguments.add("--" + key);
        }
        app = SpringApplication.run(App.class, arguments.toArray(String[]::new));
    }

    private void greet() throws Exception {
        app.getBean(RpcClientRegistry.class).proxy("greeter", Greeter.Iface.class).greet("you");
    }

    private <T> T read(String page, String path) {
        return JsonPath.read(page, path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        String port = app.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/actuator/rpc" + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
