package io.harrier.rpc.schema.idl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * How a file looked when it was last looked at, cheap to compare.
 *
 * @param key the file behind the name, as far as the file system tells
 */
record FileStamp(boolean exists, FileTime modified, long size, @Nullable Object key) {
    private static final FileStamp NONE = new FileStamp(false, FileTime.fromMillis(0), 0, null);

    /** A file may change again without a trace in its time: clocks of file systems are coarse. */
    private static final long COARSE_MILLIS = 2_000;

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    now.isRegularFile(), now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (IOException absent) {
            return NONE;
        }
    }

    /** Whether a change after this time could go unseen. */
    boolean isTooFreshAt(long millis) {
        return exists && millis - modified.toMillis() < COARSE_MILLIS;
    }
}
