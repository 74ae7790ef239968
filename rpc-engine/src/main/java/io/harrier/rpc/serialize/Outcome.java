package io.harrier.rpc.serialize;

import org.jspecify.annotations.Nullable;

/** Where the end of a call is told, once, by one of the two. */
public interface Outcome {
    /**
     * @param value null for methods without one
     */
    void value(@Nullable Object value);

    void failure(Throwable error);
}
