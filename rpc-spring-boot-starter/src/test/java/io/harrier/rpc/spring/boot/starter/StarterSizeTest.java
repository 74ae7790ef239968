package io.harrier.rpc.spring.boot.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the starter adds to an application, Spring Boot included, on Linux with x86_64. */
final class StarterSizeTest {
    private static final int MOST_JARS = 40;
    private static final long MOST_BYTES = 14_000_000;

    @Test
    void runtimeClassPath_isSmall() throws IOException {
        List<Path> parts = runtimeClassPath();
        long bytes = parts.stream().mapToLong(StarterSizeTest::size).sum();
        System.out.printf("starter: %d jars, %.1f MB%n", parts.size(), bytes / 1e6);

        assertThat(parts).hasSizeLessThanOrEqualTo(MOST_JARS).hasSizeGreaterThan(20);
        assertThat(bytes).isBetween(MOST_BYTES / 2, MOST_BYTES);
    }

    private static List<Path> runtimeClassPath() throws IOException {
        Path project = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        String line = Files.readString(project.resolve("target/runtime-classpath.txt"));
        return Arrays.stream(line.strip().split(File.pathSeparator))
                .map(Path::of)
                .filter(part -> !part.toString().contains("aarch_64"))
                .toList();
    }

    /** Of a jar, or of the classes of a module of this build. */
    private static long size(Path part) {
        try (Stream<Path> files = Files.walk(part)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
