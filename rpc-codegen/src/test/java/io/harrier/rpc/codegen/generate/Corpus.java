package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.idl.IdlDocument;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of IDL that the tests of the parser have, and this module's own. */
final class Corpus {
    static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    static final Path ENGINE_TESTS = PROJECT.resolve("../rpc-engine/src/test").normalize();

    private Corpus() {}

    /** All that is valid, by file. */
    static Map<Path, IdlDocument> documents() throws IOException {
        Map<Path, IdlDocument> documents = new TreeMap<>();
        Path corpus = ENGINE_TESTS.resolve("resources/idl");
        for (Path file : files(corpus.resolve("valid"), corpus.resolve("beyond"))) {
            documents.put(file, ThriftIdlParser.parse(file, file.resolveSibling("shared")));
        }
        for (Path file :
                files(ENGINE_TESTS.resolve("thrift"), PROJECT.resolve("src/test/thrift"))) {
            documents.put(file, ThriftIdlParser.parse(file));
        }
        return documents;
    }

    private static List<Path> files(Path... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.list(folder)) {
                all.filter(file -> file.toString().endsWith(".thrift"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Java of a document; in a package of its own, where it states none. */
    static Map<String, String> java(Path file, IdlDocument document) {
        String name = file.getFileName().toString().replaceAll("\\W", "_");
        return JavaGenerator.generate(document, "corpus." + name).stream()
                .collect(Collectors.toMap(JavaFile::path, JavaFile::text));
    }
}
