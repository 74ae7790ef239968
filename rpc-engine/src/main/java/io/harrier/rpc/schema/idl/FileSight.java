package io.harrier.rpc.schema.idl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a file showed. The next look reads the file only if a change could have left no
 * trace in its time.
 *
 * @param atMillis when it was
 * @param modified null if there was no file
 * @param key the file behind the name, as far as the file system tells
 * @param contents a hash of the text
 */
record FileSight(
        long atMillis,
        @Nullable FileTime modified,
        long size,
        @Nullable Object key,
        int contents) {
    /** Clocks of file systems are coarse: two changes within this may have the same time. */
    private static final long COARSE_MILLIS = 2_000;

    /** A look without reading. */
    static FileSight of(Path file) {
        long now = System.currentTimeMillis();
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileSight(
                    now, found.lastModifiedTime(), found.size(), found.fileKey(), 0);
        } catch (IOException absent) {
            return new FileSight(now, null, 0, null, 0);
        }
    }

    /** As much of a file as one may have, and a char more if there is more. */
    static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(IdlLimits.FILE_CHARS + 1), StandardCharsets.UTF_8);
        }
    }

    FileSight withText(String text) {
        return new FileSight(atMillis, modified, size, key, text.hashCode());
    }

    boolean hasChanged(Path file) {
        FileSight now = of(file);
        boolean looksTheSame =
                new FileSight(atMillis, now.modified, now.size, now.key, contents).equals(this);
        return !looksTheSame || isTooFresh() && textHasChanged(file);
    }

    /** The same, seen now. */
    FileSight confirmed() {
        return new FileSight(System.currentTimeMillis(), modified, size, key, contents);
    }

    private boolean isTooFresh() {
        return modified != null && atMillis - modified.toMillis() < COARSE_MILLIS;
    }

    private boolean textHasChanged(Path file) {
        try {
            return contents != 0 && text(file).hashCode() != contents;
        } catch (IOException gone) {
            return true;
        }
    }
}
