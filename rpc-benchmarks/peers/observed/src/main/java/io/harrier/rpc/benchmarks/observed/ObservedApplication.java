package io.harrier.rpc.benchmarks.observed;

import io.harrier.rpc.trace.Tracing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * An application with actuator and Prometheus, scraped every 5 seconds: three times as often as
 * most are.
 */
@SpringBootApplication
class ObservedApplication {
    private static final int PERIOD_MILLIS = 5_000;

    /** Starts it; what it counts calls with. It lives as long as its JVM. */
    static Tracing start() {
        ConfigurableApplicationContext application =
                SpringApplication.run(
                        ObservedApplication.class,
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn",
                        "--management.endpoints.web.exposure.include=health,prometheus,rpc");
        ScheduledExecutorService clock =
                scrape(application.getEnvironment().getRequiredProperty("local.server.port"));
        application.addApplicationListener(
                (ApplicationListener<ContextClosedEvent>) event -> clock.shutdownNow());
        return application.getBean(Tracing.class);
    }

    private static ScheduledExecutorService scrape(String port) {
        HttpClient prometheus = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                        .build();
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "scrape");
                            thread.setDaemon(true);
                            return thread;
                        });
        clock.scheduleAtFixedRate(
                () -> send(prometheus, request, clock), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return clock;
    }

    /** One that fails ends the run: nothing would be observed. */
    private static void send(
            HttpClient prometheus, HttpRequest request, ScheduledExecutorService clock) {
        try {
            int status = prometheus.send(request, BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("scrape: status " + status + " (expected: 200)");
            }
        } catch (Exception e) {
            if (!clock.isShutdown()) {
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
