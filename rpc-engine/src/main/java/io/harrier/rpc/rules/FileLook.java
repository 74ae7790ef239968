package io.harrier.rpc.rules;

import io.harrier.rpc.rules.RuleSource.Listener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was seen of a file at the last look, and the next look. On one thread at a time. */
final class FileLook {
    /** Younger changes may be followed by another in the same tick of the file's clock. */
    private static final long SETTLED_MILLIS = 2_000;

    private final Path file;
    private final Listener listener;
    private final Clock clock;
    private @Nullable Sight seen;
    private @Nullable String text;
    private boolean hasFailed;

    FileLook(Path file, Listener listener, Clock clock) {
        this.file = file;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * How a file looks from outside.
     *
     * @param isSettled whether another text would look otherwise
     */
    private record Sight(FileTime time, long size, @Nullable Object key, boolean isSettled) {
        boolean isAs(@Nullable Sight other) {
            return other != null
                    && time.equals(other.time)
                    && size == other.size
                    && Objects.equals(key, other.key);
        }
    }

    /** Tells the text if it is another one, and a failure if it is the first in a row. */
    void look() {
        try {
            Sight before = sight();
            if (seen == null || !seen.isSettled() || !before.isAs(seen)) {
                String now = read();
                if (before.isAs(sight())) { // else it is being written: the next look comes
                    seen = before;
                    hasFailed = false;
                    tell(now);
                }
            }
        } catch (CharacterCodingException e) {
            seen = null;
            text = null; // what was there before is another one when it is back
            tell(e);
        } catch (IOException e) {
            seen = null;
            tell(e);
        }
    }

    private void tell(String now) {
        if (!now.equals(text)) {
            text = now;
            listener.onDocument(now);
        }
    }

    private void tell(IOException failure) {
        if (!hasFailed) {
            hasFailed = true;
            listener.onFailure(failure);
        }
    }

    private Sight sight() throws IOException {
        BasicFileAttributes told = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime time = told.lastModifiedTime();
        boolean isSettled = clock.millis() - time.toMillis() > SETTLED_MILLIS;
        return new Sight(time, told.size(), told.fileKey(), isSettled);
    }

    /** One byte more than a document may have is enough to see that it has too many. */
    private String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(RulesParser.MAX_BYTES + 1);
            return bytes.length > RulesParser.MAX_BYTES
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }
}
