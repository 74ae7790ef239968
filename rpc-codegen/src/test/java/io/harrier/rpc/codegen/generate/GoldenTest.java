package io.harrier.rpc.codegen.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is made of {@code src/test/thrift/shop.thrift}, byte by byte. It stands among the tests'
 * sources, so the build shows that it compiles and is laid out as google-java-format does it.
 *
 * <p>With {@code -Dgolden.write=true} the files are written instead: look at what git shows then.
 */
final class GoldenTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SOURCES = PROJECT.resolve("src/test/java");
    private static final Path GOLDEN = SOURCES.resolve("io/harrier/rpc/codegen/golden");

    @Test
    void generate_ofTheShop_isTheGoldenFiles() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            write();
        }
        assertThat(generated()).isEqualTo(golden());
    }

    @Test
    void generate_again_isTheSame() {
        assertThat(generated()).isEqualTo(generated());
    }

    private static Map<String, String> generated() {
        Path shop = PROJECT.resolve("src/test/thrift/shop.thrift");
        return new TreeMap<>(
                JavaGenerator.generate(ThriftIdlParser.parse(shop), null).stream()
                        .collect(Collectors.toMap(JavaFile::path, JavaFile::text)));
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> golden = new TreeMap<>();
        for (Path file : files()) {
            String path = SOURCES.relativize(file).toString().replace('\\', '/');
            golden.put(path, Files.readString(file));
        }
        return golden;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void write() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        generated().forEach((path, text) -> write(SOURCES.resolve(path), text));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
