package io.harrier.rpc.context;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Key-values that came with a call; read when asked for, from bytes that outlive the call's
 * buffers. For any thread.
 */
public interface Metadata {
    /** What a call without any has. */
    Metadata NONE =
            new Metadata() {
                @Override
                public @Nullable String transientValue(String key) {
                    return null;
                }

                @Override
                public @Nullable String persistentValue(String key) {
                    return null;
                }

                @Override
                public void forEachPersistent(BiConsumer<String, String> action) {}
            };

    /** A value that travelled one hop, from the direct caller. */
    @Nullable String transientValue(String key);

    /** A value that travels all hops, also to those that the handler calls. */
    @Nullable String persistentValue(String key);

    void forEachPersistent(BiConsumer<String, String> action);
}
