package io.harrier.rpc.serialize;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.MethodSchema;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One codec of one method's payloads: how what a call or a reply carries becomes the bytes behind a
 * message's head, and values again. For any thread.
 *
 * <p>Values are told field by field, so whatever writes and reads fields meets whatever codec a
 * message came in: {@code adapter.deserialize(ARGUMENTS, payload, serializer::readArguments)}.
 */
public interface ProtocolAdapter {
    /** What a message carries. */
    enum Part {
        /** The struct of the method's arguments. */
        ARGUMENTS,
        /** The struct of its value and its declared exceptions. */
        REPLY
    }

    /** As a TTHeader's key {@code codec} names it. */
    String codec();

    /** The method whose payloads these are. */
    MethodSchema schema();

    /**
     * @param values writes the part's struct
     * @throws IllegalArgumentException if the codec cannot carry it
     */
    void serialize(Part part, Consumer<ProtocolWriter> values, ByteBuf out);

    /**
     * @param payload all that can be read of it
     * @param values reads the part's struct
     * @throws io.harrier.rpc.error.ProtocolException if the payload is none
     */
    <T extends @Nullable Object> T deserialize(
            Part part, ByteBuf payload, Function<ProtocolReader, T> values);
}
