package io.harrier.rpc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo from the bean definitions that the build wrote down ahead of time. */
class AotTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String LAST = "Up for others; end with Ctrl+C.";

    @Test
    @Timeout(60)
    void demo_aheadOfTime_answers() throws IOException {
        List<String> lines = untilItIsUp("--rpc.server.port=" + DemoApplicationTest.freePort());

        assertThat(lines)
                .contains(LAST)
                .anyMatch(line -> line.contains("Starting AOT-processed DemoApplication"))
                .anyMatch(line -> line.startsWith("orders.find(1) over framed -> Order[id=1, "));
    }

    /** A native image would keep what is found by its name. */
    @Test
    void hints_nameWhatWasGenerated() throws IOException {
        String file = "/META-INF/native-image/io.harrier/demo-app/reachability-metadata.json";
        try (InputStream hints = DemoApplication.class.getResourceAsStream(file)) {
            assertThat(hints)
                    .asString(StandardCharsets.UTF_8)
                    .contains(
                            "Orders$$GeneratedService",
                            "Users$$GeneratedService",
                            "User$$GeneratedSerializer");
        }
    }

    private static List<String> untilItIsUp(String argument) throws IOException {
        Process demo =
                new ProcessBuilder(
                                JAVA,
                                "-Dspring.aot.enabled=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DemoApplication.class.getName(),
                                argument)
                        .redirectErrorStream(true)
                        .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = demo.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.equals(LAST)) {
                    break;
                }
            }
        } finally {
            demo.destroyForcibly();
        }
        return lines;
    }
}
