package io.harrier.rpc.serialize;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;

/**
 * Objects of one type to fields and back. For any thread.
 *
 * @param <T> the type
 */
public interface Serializer<T> {
    /**
     * @throws IllegalArgumentException if the value lacks what its schema requires
     */
    void write(T value, ProtocolWriter out);

    /**
     * @throws io.harrier.rpc.error.ProtocolException if the bytes are not such a value
     */
    T read(ProtocolReader in);
}
