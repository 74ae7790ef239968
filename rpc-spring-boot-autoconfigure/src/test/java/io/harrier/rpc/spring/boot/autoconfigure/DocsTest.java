package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;

/** What the guide shows can be copied: its YAML is bound, its Java compiled. */
@ExtendWith(OutputCaptureExtension.class)
final class DocsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Path GUIDE = ROOT.resolve("docs/guide");

    private static final Pattern TYPE =
            Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");

    /** Imports that the guide leaves out. */
    private static final String IMPORTS =
            """
            import io.harrier.rpc.annotation.RpcField;
            import io.harrier.rpc.annotation.RpcMethod;
            import io.harrier.rpc.annotation.RpcMiddleware;
            import io.harrier.rpc.annotation.RpcService;
            import io.harrier.rpc.annotation.Serializable;
            import io.harrier.rpc.call.*;
            import io.harrier.rpc.context.*;
            import io.harrier.rpc.error.*;
            import io.harrier.rpc.resilience.*;
            import io.harrier.rpc.rules.*;
            import io.harrier.rpc.schema.SchemaSource;
            import io.harrier.rpc.schema.ServiceSchema;
            import io.harrier.rpc.schema.idl.*;
            import io.harrier.rpc.server.*;
            import io.harrier.rpc.trace.*;
            import io.harrier.rpc.spring.boot.autoconfigure.*;
            import io.harrier.rpc.spring.boot.autoconfigure.idl.*;
            import java.io.IOException;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.boot.*;
            import org.springframework.boot.autoconfigure.*;
            import org.springframework.boot.test.context.*;
            import org.springframework.context.annotation.*;
            import org.springframework.core.io.Resource;
            import org.springframework.stereotype.*;
            """;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> guide = Files.list(GUIDE)) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), guide.toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void java_isCompiled(Path page, @TempDir Path classes) throws IOException {
        compile(page, classes);
    }

    private static void compile(Path page, Path classes) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String block : blocks(page, "java")) {
            sources.add(new Source(block));
        }
        if (!sources.isEmpty()) {
            StringWriter errors = new StringWriter();
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            List<String> options = List.of("-proc:none", "-d", classes.toString());
            boolean compiled = compiler.getTask(errors, null, null, options, null, sources).call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
    }

    /** The first steps of a newcomer, with another port. */
    @Test
    void readme_application_runs(@TempDir Path classes, CapturedOutput output) throws Exception {
        compile(ROOT.resolve("README.md"), classes);
        int port = freePort();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            new SpringApplicationBuilder(loader.loadClass("docs.GreeterApplication"))
                    .resourceLoader(new DefaultResourceLoader(loader))
                    .run(
                            "--spring.main.web-application-type=none",
                            "--rpc.server.address=127.0.0.1",
                            "--rpc.server.port=" + port,
                            "--rpc.client.greeter.target=127.0.0.1:" + port)
                    .close();
        }
        assertThat(output.getOut().lines())
                .contains("Greeting[text=Hello, world, languages=[en]]")
                .filteredOn(line -> line.matches("\\d{4}-\\d{2}-.*"))
                .as("log lines")
                .hasSizeBetween(3, 12);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void yaml_isBound(Path page) throws IOException {
        for (String block : blocks(page, "yaml")) {
            StandardEnvironment environment = new StandardEnvironment();
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader()
                            .load(
                                    "docs",
                                    new ByteArrayResource(
                                            block.getBytes(StandardCharsets.UTF_8)))) {
                environment.getPropertySources().addFirst(source);
            }
            ClientConfiguration clients = new ClientConfiguration(environment);
            clients.names().forEach(name -> assertThat(clients.of(name)).isNotNull());
            Binder.get(environment)
                    .bind(
                            "rpc.server",
                            Bindable.of(RpcServerProperties.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
            Binder.get(environment)
                    .bind(
                            "rpc.tracing",
                            Bindable.of(RpcTracingProperties.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
            Binder.get(environment)
                    .bind(
                            "rpc.rules",
                            Bindable.of(RpcRulesProperties.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
            assertThat(
                            Binder.get(environment)
                                    .bind("rpc", Bindable.mapOf(String.class, Object.class))
                                    .get())
                    .as(block)
                    .isNotEmpty()
                    .allSatisfy(
                            (key, value) ->
                                    assertThat(key)
                                            .isIn(
                                                    "server",
                                                    "client",
                                                    "tracing",
                                                    "middleware",
                                                    "rules"));
        }
    }

    @Test
    void configuration_listsTheKeysOfTheMetadata() throws IOException {
        List<String> documented =
                Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
                        .matcher(Files.readString(GUIDE.resolve("configuration.md")))
                        .results()
                        .map(match -> match.group(1))
                        .filter(key -> !Character.isUpperCase(key.charAt(0)))
                        .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(keys());
    }

    @Test
    void configuration_givesTheDefaultsOfTheMetadata() throws IOException {
        String page = Files.readString(GUIDE.resolve("configuration.md"));
        for (Map.Entry<String, String> each : defaults().entrySet()) {
            assertThat(page).contains("| `" + each.getKey() + "` | " + each.getValue() + " |");
        }
    }

    private static Map<String, String> defaults() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        try (InputStream file = metadata()) {
            List<Map<String, Object>> keys = JsonPath.parse(file).read("$.properties");
            for (Map<String, Object> key : keys) {
                if (key.containsKey("defaultValue")) {
                    defaults.put(
                            key.get("name").toString().replace("rpc.client.default.", ""),
                            key.get("defaultValue").toString());
                }
            }
        }
        assertThat(defaults).hasSizeGreaterThan(15);
        return defaults;
    }

    private static InputStream metadata() {
        return DocsTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json");
    }

    private static List<String> keys() throws IOException {
        try (InputStream file = metadata()) {
            List<String> names = JsonPath.parse(file).read("$.properties[*].name");
            return names.stream()
                    .filter(name -> !name.equals("rpc.client"))
                    .map(name -> name.replace("rpc.client.default.", ""))
                    .flatMap(DocsTest::keysOf)
                    .toList();
        }
    }

    /** The metadata cannot describe what stands below a name. */
    private static Stream<String> keysOf(String name) {
        return name.equals("method")
                ? RpcClientFactory.KEYS.stream().filter(key -> key.startsWith("method."))
                : Stream.of(name);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_leadSomewhere(Path page) throws IOException {
        Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(page));
        while (links.find()) {
            assertThat(page.resolveSibling(links.group(1))).exists();
        }
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        return Pattern.compile(
                        "^```" + language + "\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** One block as a file of the package that its page is. */
    private static final class Source extends SimpleJavaFileObject {
        private final String block;

        Source(String block) {
            super(URI.create("memory:///docs/" + nameOf(block) + ".java"), Kind.SOURCE);
            this.block = block;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            String client = block.contains("RpcClient.builder") ? "client" : "annotation";
            return "package docs;\n"
                    + IMPORTS
                    + "import io.harrier.rpc."
                    + client
                    + ".RpcClient;\n"
                    + block;
        }

        private static String nameOf(String block) {
            Matcher type = TYPE.matcher(block);
            if (!type.find()) {
                throw new IllegalArgumentException("no type in " + block);
            }
            return type.group(1);
        }
    }
}
