package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files, looked for beside the file that includes them and then in the folders given. Remembers
 * which it looked at, whether they were there or not.
 */
final class FolderTexts implements IdlText.Source {
    private final List<Path> folders;
    private final Map<Path, FileSight> seen = new HashMap<>();

    FolderTexts(List<Path> folders) {
        this.folders = folders;
    }

    /** Every file looked at so far, as it was before it was read. */
    Map<Path, FileSight> seen() {
        return seen;
    }

    /**
     * @throws SchemaException if it cannot be read
     */
    IdlText read(Path file) {
        FileSight before = FileSight.of(file);
        seen.put(file, before);
        try {
            String text = FileSight.text(file);
            seen.put(file, before.withText(text));
            return new IdlText(key(file), new SourceText(file.toString(), text));
        } catch (IOException e) {
            throw new SchemaException(
                    "IDL file: " + file + " (expected: a readable file; " + e + ')',
                    "Correct the path, or the permissions of the file.");
        }
    }

    @Override
    public @Nullable IdlText find(String include, IdlText from) {
        for (Path folder : folders(from).toList()) {
            Path file = folder.resolve(include).normalize();
            seen.putIfAbsent(file, FileSight.of(file));
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        return null;
    }

    @Override
    public List<String> places(IdlText from) {
        return folders(from).map(Path::toString).map(p -> p.isEmpty() ? "." : p).toList();
    }

    private Stream<Path> folders(IdlText from) {
        Path beside = Path.of(from.source().name()).resolveSibling("");
        return Stream.concat(Stream.of(beside), folders.stream()).distinct();
    }

    private static String key(Path file) throws IOException {
        return file.toRealPath().toString();
    }
}
