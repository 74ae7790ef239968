package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.spring.boot.autoconfigure.operated.App;
import io.harrier.rpc.spring.boot.autoconfigure.operated.Counting;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

/** What {@code rpc.middleware.include} leaves out, of a plain run and of one ahead of time. */
class MiddlewareSelectionTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String RATE_LIMIT = "io.harrier.rpc.resilience.RateLimit";

    @ParameterizedTest
    @CsvSource(
            nullValues = "unset",
            value = {
                "unset, true, true",
                "'', false, false",
                "'a, b', true, false",
                "b, false, false"
            })
    void list_saysWhatThereIs_andWithoutItAllIs(String include, boolean hasA, boolean hasC) {
        MockEnvironment environment = new MockEnvironment();
        if (include != null) {
            environment.setProperty("rpc.middleware.include", include);
        }
        MiddlewareSelection selection = new MiddlewareSelection(environment);

        assertThat(selection.has("a")).isEqualTo(hasA);
        assertThat(selection.has("c")).isEqualTo(hasC);
    }

    @ParameterizedTest
    @CsvSource({"'log, retry', log, retry", "'rate-limit, mine', 'rate-limit, mine', ''"})
    void names_notInTheList_areNotThere_whateverOtherKeysSay(
            String include, String server, String client) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                RpcAutoConfiguration.class,
                                RpcClientAutoConfiguration.class,
                                RpcServerAutoConfiguration.class))
                .withBean(Greetings.Hello.class)
                .withBean("mine", MiddlewareKeysTest.Refusing.class)
                .withPropertyValues(
                        "rpc.middleware.include=" + include,
                        "rpc.server.port=-1",
                        "rpc.server.in-process-name=selected",
                        "rpc.server.log-calls=true",
                        "rpc.server.rate-limit.total=5",
                        "rpc.client.greeter.target=in-process:selected",
                        "rpc.client.greeter.retry.max-attempts=2",
                        "rpc.client.greeter.circuit-breaker.enabled=true")
                .run(
                        context -> {
                            assertThat(names(context.getBean(RpcServerLifecycle.class).server()))
                                    .isEqualTo(server);
                            context.getBean(RpcClientRegistry.class)
                                    .proxy(
                                            "greeter",
                                            io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter
                                                    .Iface.class);
                            assertThat(
                                            String.join(
                                                    ", ",
                                                    context.getBean(OpenClients.class)
                                                            .get("greeter")
                                                            .middleware()
                                                            .names()))
                                    .isEqualTo(client);
                        });
    }

    private static String names(io.harrier.rpc.server.RpcServer server) {
        return String.join(", ", server.middleware().names());
    }

    /** Processed, compiled and started as a build and its user do. */
    @ParameterizedTest
    @CsvSource({"log, false", "'log, count, rate-limit', true"})
    @Timeout(120)
    void aheadOfTime_classesOfTheOthers_areNotLoaded(
            String include, boolean all, @TempDir Path work) throws Exception {
        Path written = work.resolve("sources");
        run(
                SpringApplicationAotProcessor.class.getName(),
                List.of("-Drpc.middleware.include=" + include),
                CLASS_PATH,
                null,
                App.class.getName(),
                written.toString(),
                work.resolve("resources").toString(),
                work.resolve("classes").toString(),
                "group",
                "artifact");
        compile(written, work.resolve("classes"));

        List<String> loaded =
                run(
                        App.class.getName(),
                        List.of(
                                "-Dspring.aot.enabled=true",
                                "-Xlog:class+load",
                                "-Drpc.middleware.include=" + include,
                                "-Drpc.server.log-calls=true",
                                "-Drpc.server.rate-limit.total=5",
                                "-Drpc.server.address=127.0.0.1",
                                "-Drpc.server.port=0",
                                "-Dserver.port=0"),
                        work.resolve("classes")
                                + ":"
                                + work.resolve("resources")
                                + ":"
                                + CLASS_PATH,
                        "Started App in");

        assertThat(loaded)
                .anyMatch(line -> line.contains("Starting AOT-processed App"))
                .anyMatch(line -> line.contains(" io.harrier.rpc.resilience.CallLog "));
        assertThat(loaded.stream().anyMatch(line -> line.contains(' ' + RATE_LIMIT + ' ')))
                .isEqualTo(all);
        assertThat(
                        loaded.stream()
                                .anyMatch(
                                        line ->
                                                line.contains(
                                                        ' ' + Counting.class.getName() + ' ')))
                .isEqualTo(all);
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager =
                        compiler.getStandardFileManager(null, null, null)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of(
                            "-proc:none",
                            "-nowarn",
                            "-cp",
                            CLASS_PATH + ':' + classes,
                            "-d",
                            classes.toString());
            assertThat(
                            compiler.getTask(
                                            null,
                                            manager,
                                            null,
                                            options,
                                            null,
                                            manager.getJavaFileObjectsFromPaths(java))
                                    .call())
                    .isTrue();
        }
    }

    /**
     * @param last a line with this ends the program; null for one that ends by itself
     */
    private static List<String> run(
            String main, List<String> flags, String classPath, String last, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (last != null && line.contains(last)) {
                    return lines;
                }
            }
            assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
