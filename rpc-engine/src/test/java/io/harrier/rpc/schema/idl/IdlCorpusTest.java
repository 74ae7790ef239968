package io.harrier.rpc.schema.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The corpus: {@code valid} is what Apache's compiler takes too, as ThriftCompilerTest shows; {@code
 * beyond} is what only we take of the two; each file of {@code broken} has its error beside it.
 */
final class IdlCorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("basedir", ""))
                    .toAbsolutePath()
                    .resolve("src/test/resources/idl");

    @Test
    void corpus_ofIdl_isAsLargeAsPromised() throws IOException {
        assertThat(texts("valid", name -> !name.startsWith("shared/"))).hasSizeGreaterThan(60);
        assertThat(texts("broken", name -> !name.contains("/"))).hasSizeGreaterThanOrEqualTo(40);
    }

    @TestFactory
    Stream<DynamicTest> parse_ofAValidText_takesIt() throws IOException {
        Map<String, String> texts = texts("valid", name -> true);
        texts.put("basics.thrift", texts.get("shared/basics.thrift"));
        return tests(texts, name -> parse(name, texts));
    }

    @TestFactory
    Stream<DynamicTest> parse_ofATextBeyondApache_takesIt() throws IOException {
        Map<String, String> texts = texts("beyond", name -> true);
        return tests(texts, name -> parse(name, texts));
    }

    @TestFactory
    Stream<DynamicTest> parse_ofABrokenText_saysWhereAndWhy() throws IOException {
        Map<String, String> texts = texts("broken", name -> !name.contains("/"));
        Map<String, String> all = texts("broken", name -> true);
        return tests(
                texts,
                name -> {
                    Path expected = CORPUS.resolve("broken").resolve(name + ".error");
                    assertThatExceptionOfType(IdlException.class)
                            .isThrownBy(() -> parse(name, all))
                            .withMessage(Files.readString(expected).stripTrailing());
                });
    }

    private static IdlDocument parse(String name, Map<String, String> texts) {
        return ThriftIdlParser.parse(name, texts.get(name), texts);
    }

    private interface Check {
        void of(String name) throws Exception;
    }

    private static Stream<DynamicTest> tests(Map<String, String> texts, Check check) {
        return texts.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> check.of(name)));
    }

    private static Map<String, String> texts(String folder, Predicate<String> isWanted)
            throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Path root = CORPUS.resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".thrift") && isWanted.test(name)) {
                    texts.put(name, Files.readString(file));
                }
            }
        }
        return texts;
    }
}
