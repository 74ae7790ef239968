package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.SchemaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest good version of an IDL that may change while it is in use: of a file, which is looked
 * at when asked, or of a text, which is replaced. It holds no thread and no older version.
 *
 * <p>A version with an error changes nothing but {@link #error}. Thread-safe; {@link #document} never
 * waits.
 */
public final class LiveIdl {
    private final @Nullable WatchedFile file;
    private volatile IdlDocument document;
    private volatile @Nullable SchemaException error;

    private LiveIdl(@Nullable WatchedFile file, IdlDocument document) {
        this.file = file;
        this.document = document;
    }

    /**
     * A file with what it includes.
     *
     * @param searchFolders as {@link ThriftIdlParser#parse(Path, Path...)} has them
     * @throws SchemaException if its first version cannot be read or is wrong
     */
    public static LiveIdl ofFile(Path file, Path... searchFolders) {
        WatchedFile watched = new WatchedFile(file, List.of(searchFolders));
        return new LiveIdl(watched, watched.load());
    }

    /**
     * A text with what it includes, as {@link ThriftIdlParser#parse(String, String, Map)} has them.
     *
     * @throws IdlException if its first version is wrong
     */
    public static LiveIdl ofText(String name, String text, Map<String, String> includes) {
        return new LiveIdl(null, ThriftIdlParser.parse(name, text, includes));
    }

    /** The newest version without an error, as of the last look. */
    public IdlDocument document() {
        return document;
    }

    /** What was wrong with the version last looked at; null if nothing was. */
    public @Nullable SchemaException error() {
        return error;
    }

    /**
     * Looks at the file, and at all that it includes or would include if it were there; reads them
     * if a time, size or name has changed. Costs a system call a file when none has.
     *
     * @return whether there is a new document; false too if the new version has an {@link #error}
     */
    public synchronized boolean reload() {
        return file != null && file.hasChanged() && take(file::load);
    }

    /**
     * Puts a new version in the place of a text, or of a file until that changes again.
     *
     * @return whether there is a new document; false if it has an {@link #error}
     */
    public synchronized boolean replace(String text, Map<String, String> includes) {
        String name = document.name();
        return take(() -> ThriftIdlParser.parse(name, text, includes));
    }

    private interface Load {
        IdlDocument document();
    }

    private boolean take(Load load) {
        try {
            document = load.document();
            error = null;
            return true;
        } catch (SchemaException broken) {
            error = broken;
            return false;
        }
    }
}
