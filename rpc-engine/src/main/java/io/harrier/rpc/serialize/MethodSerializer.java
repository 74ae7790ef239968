package io.harrier.rpc.serialize;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of one method: its arguments one way, how it ended the other. For any thread.
 * Reading throws {@link io.harrier.rpc.error.ProtocolException} on bytes of another form, writing
 * {@link IllegalArgumentException} on values that the schema does not allow.
 */
public interface MethodSerializer {
    void writeArguments(Arguments arguments, ProtocolWriter out);

    Arguments readArguments(ProtocolReader in);

    void writeValue(@Nullable Object value, ProtocolWriter out);

    /** Whether the method declares this exception, so that {@link #writeException} can write it. */
    boolean declares(Throwable error);

    void writeException(Throwable declared, ProtocolWriter out);

    /**
     * The engine's error for one of the format's own that a handler threw; other errors as they
     * are.
     */
    default Throwable known(Throwable error) {
        return error;
    }

    /** Tells the value or the declared exception that a reply carries. */
    void readReply(ProtocolReader in, Outcome outcome);
}
