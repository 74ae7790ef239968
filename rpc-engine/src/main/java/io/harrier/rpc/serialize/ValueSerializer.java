package io.harrier.rpc.serialize;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what stands in a field or a container. For any thread.
 *
 * @param <T> the Java type
 */
public interface ValueSerializer<T> {
    /** One of {@link io.harrier.rpc.protocol.WireTypes}. */
    byte type();

    /**
     * @throws ValueException if a part of it cannot be written
     */
    void write(T value, ProtocolWriter out);

    /**
     * Null stands for an enum's number that no constant has.
     *
     * @throws io.harrier.rpc.error.ProtocolException if the bytes are not such a value
     */
    @Nullable T read(ProtocolReader in);

    /** What stands for an absent value where that means zero or empty; null if nothing does. */
    default @Nullable T zero() {
        return null;
    }
}
