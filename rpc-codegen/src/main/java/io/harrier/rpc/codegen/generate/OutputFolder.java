package io.harrier.rpc.codegen.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The root of generated sources. Files that would not change are not written, so that compilers see
 * nothing new; files of types that are gone are deleted. Files that were not generated stay.
 */
public final class OutputFolder {
    private final Path root;
    private final Charset charset;

    public OutputFolder(Path root, Charset charset) {
        this.root = root;
        this.charset = charset;
    }

    /**
     * Makes these the generated files.
     *
     * @param files their texts by their paths below the root
     * @return how many were written or deleted
     * @throws FileAlreadyExistsException if one would replace a file that was not generated
     */
    public int replace(Map<String, String> files) throws IOException {
        int changes = 0;
        for (Path old : generated()) {
            if (!files.containsKey(root.relativize(old).toString().replace('\\', '/'))) {
                Files.delete(old);
                changes++;
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            changes +=
                    write(root.resolve(file.getKey()), file.getValue().getBytes(charset)) ? 1 : 0;
        }
        return changes;
    }

    private List<Path> generated() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
            return java.stream().filter(OutputFolder::isGenerated).toList();
        }
    }

    private static boolean isGenerated(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().orElse("").startsWith(JavaGenerator.MARK);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean write(Path file, byte[] text) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
        } else if (!isGenerated(file)) {
            throw new FileAlreadyExistsException(
                    file + " was not generated (expected: a folder for generated sources alone)");
        } else if (Arrays.equals(Files.readAllBytes(file), text)) {
            return false;
        }
        Files.write(file, text);
        return true;
    }
}
