package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of IDL that are made Java of.
 *
 * @param sources files, and folders in which all {@code .thrift} files are meant
 * @param searchFolders where included files are looked for, after the folder of the file that
 *     includes them
 * @param otherPackage of the files that state none; null if each has to
 */
public record IdlFiles(
        List<Path> sources, List<Path> searchFolders, @Nullable String otherPackage) {

    /**
     * @return the texts of the Java files by their paths below the root of the sources
     * @throws SchemaException at the first thing that is wrong
     */
    public Map<String, String> java() {
        Map<String, String> files = new TreeMap<>();
        for (Path idl : sources.stream().flatMap(IdlFiles::files).toList()) {
            Path[] folders = searchFolders.toArray(Path[]::new);
            JavaGenerator.generate(ThriftIdlParser.parse(idl, folders), otherPackage)
                    .forEach(file -> add(file, files));
        }
        return files;
    }

    /** What several files include is made for each of them. */
    private static void add(JavaFile file, Map<String, String> files) {
        String other = files.put(file.path(), file.text());
        if (other != null && !other.equals(file.text())) {
            throw new SchemaException(
                    file.path() + " is made of two files of IDL (expected: of one)",
                    "Give one of the files that define it another namespace java.");
        }
    }

    private static Stream<Path> files(Path source) {
        if (!Files.isDirectory(source)) {
            return Stream.of(source);
        }
        try (Stream<Path> all = Files.walk(source)) {
            return all
                    .filter(file -> file.toString().endsWith(".thrift"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
