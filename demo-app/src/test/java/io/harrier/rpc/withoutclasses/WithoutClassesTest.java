package io.harrier.rpc.withoutclasses;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.demo.DemoApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as a user starts it with {@code --without-classes}, and every class that it loads. */
class WithoutClassesTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    @Timeout(60)
    void start_servesAndCalls_andLoadsNoClassOfTheService() throws IOException {
        List<String> lines = untilItIsUp();

        assertThat(lines)
                .contains(
                        "users.findById -> {\"id\":1,\"name\":\"Grace\"}",
                        "users.search -> [{\"id\":1,\"name\":\"Grace\"}]")
                .anyMatch(line -> line.startsWith("users.create -> {") && line.contains("Grace"))
                .anyMatch(
                        line ->
                                line.startsWith("users.findById of nobody -> threw ")
                                        && line.endsWith("UserNotFound: {\"id\":99}"))
                .anyMatch(line -> line.contains("findById.id: expected i64, got \"x1\""));
        assertThat(lines)
                .anyMatch(line -> line.contains(" io.harrier.rpc.withoutclasses.Directory "))
                .noneMatch(line -> line.contains(" io.harrier.rpc.demo.idl."))
                .noneMatch(line -> line.contains("$$GeneratedService"))
                .noneMatch(line -> line.contains("Users$"));
    }

    private static List<String> untilItIsUp() throws IOException {
        Process demo =
                new ProcessBuilder(
                                JAVA,
                                "-Xlog:class+load",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DemoApplication.class.getName(),
                                "--without-classes",
                                "--rpc.server.port=0",
                                "--rpc.client.users.target=127.0.0.1:${local.rpc.server.port}")
                        .redirectErrorStream(true)
                        .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = demo.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith("Up for others, without a class")) {
                    break;
                }
            }
        } finally {
            demo.destroyForcibly();
        }
        return lines;
    }
}
