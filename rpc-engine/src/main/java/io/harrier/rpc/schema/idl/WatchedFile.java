package io.harrier.rpc.schema.idl;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file, and how all files looked that its last load looked at. Guarded by its owner. */
final class WatchedFile {
    private final Path path;
    private final List<Path> searchFolders;
    private Map<Path, FileSight> seen = Map.of();

    WatchedFile(Path path, List<Path> searchFolders) {
        this.path = path;
        this.searchFolders = searchFolders;
    }

    /** Whether the next load may find another text. */
    boolean hasChanged() {
        for (Map.Entry<Path, FileSight> entry : seen.entrySet()) {
            if (entry.getValue().hasChanged(entry.getKey())) {
                return true;
            }
            entry.setValue(entry.getValue().confirmed());
        }
        return false;
    }

    /**
     * Loads it, and remembers how the files look, even if one of them is wrong.
     *
     * @throws io.harrier.rpc.schema.SchemaException if it cannot be read or is wrong
     */
    IdlDocument load() {
        FolderTexts texts = new FolderTexts(searchFolders);
        try {
            return new IdlLoader(texts).load(texts.read(path));
        } finally {
            seen = new HashMap<>(texts.seen());
        }
    }
}
