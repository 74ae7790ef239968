package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.schema.idl.IdlDocument;
import io.harrier.rpc.schema.idl.IdlService;
import io.harrier.rpc.schema.idl.ThriftIdl;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Apache's compiler is given our corpus: it must take each file, and see in it what we see. */
final class ThriftCompilerTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("basedir", ""))
                    .toAbsolutePath()
                    .resolve("src/test/resources/idl/valid");
    private static final Path SHARED = CORPUS.resolve("shared");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Its XML leaves the annotations of types away, which we count among those of the field. */
    private static final String TYPES_ANNOTATED = "annotated-types.thrift";

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> parse_ofTheCorpus_seesWhatApacheSees() throws IOException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            return Peers.skipped(missing);
        }
        return tests(this::compare);
    }

    @TestFactory
    Stream<DynamicTest> of_theServicesOfTheCorpus_printsWhatApacheTakes() throws IOException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            return Peers.skipped(missing);
        }
        return tests(this::compilePrinted);
    }

    private interface Check {
        void of(Path file) throws Exception;
    }

    private static Stream<DynamicTest> tests(Check check) throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files
                    .filter(file -> file.toString().endsWith(".thrift"))
                    .sorted()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            CORPUS.relativize(file).toString(),
                                            () -> check.of(file)))
                    .toList()
                    .stream();
        }
    }

    private void compare(Path file) throws Exception {
        compile(file);
        String name = file.getFileName().toString();
        IdlDocument document = ThriftIdlParser.parse(file, SHARED);
        List<String> theirs = ThriftXmlLines.of(folder, name.replace(".thrift", ""));
        List<String> ours = IdlLines.of(document);
        if (name.equals(TYPES_ANNOTATED)) {
            theirs = withoutAnnotations(theirs);
            ours = withoutAnnotations(ours);
        }
        assertThat(ours).isEqualTo(theirs);
    }

    private void compilePrinted(Path file) throws IOException {
        for (IdlService service : ThriftIdlParser.parse(file, SHARED).services().values()) {
            Path printed = folder.resolve(service.schema().name() + ".thrift");
            Files.writeString(printed, ThriftIdl.of(service.schema(), "demo"));
            compile(printed);
        }
    }

    private void compile(Path file) throws IOException {
        PeerReport compiled =
                PeerReport.of(
                        List.of(
                                "thrift",
                                "--allow-neg-keys",
                                "--allow-64bit-consts",
                                "-nowarn",
                                "-r",
                                "-I",
                                SHARED.toString(),
                                "--gen",
                                "xml",
                                "-out",
                                folder.toString(),
                                file.toString()),
                        LIMIT);
        assertThat(compiled.succeeded()).as(compiled.toString()).isTrue();
    }

    private static List<String> withoutAnnotations(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.lastIndexOf('|'))).toList();
    }

    private static Optional<String> missing() {
        try {
            PeerReport version = PeerReport.of(List.of("thrift", "--version"), LIMIT);
            return version.succeeded() ? Optional.empty() : Optional.of(version.toString());
        } catch (IOException e) {
            return Optional.of("needs thrift --version, which fails here");
        }
    }
}
