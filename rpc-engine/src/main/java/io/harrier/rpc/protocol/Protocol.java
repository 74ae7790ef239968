package io.harrier.rpc.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** One way to write messages and their values as bytes. For any thread. */
public interface Protocol {
    /** The bytes that {@link #begins} looks at. */
    int SNIFFED_BYTES = 2;

    /** As people know it, such as {@code binary}. */
    String name();

    /** What its payloads are called in a TTHeader's key {@code codec}. */
    default String codec() {
        return "thrift";
    }

    /** Its number in a TTHeader. */
    int headerId();

    /** Whether a message of this protocol begins with these two bytes. */
    boolean begins(int first, int second);

    /**
     * Reads the head of a message; the reader index goes behind it.
     *
     * @param into what is filled, and given back
     * @throws io.harrier.rpc.error.ProtocolException if it is none, or not all of it is there
     */
    MessageHead readHead(ByteBuf in, int maxNameBytes, MessageHead into);

    /** Writes the head of a message, before its values. */
    void writeHead(ByteBuf out, int type, byte[] method, int sequence);

    /** Writes what stands behind the values. */
    default void writeTail(ByteBuf out) {}

    ProtocolWriter writer(ByteBuf out);

    ProtocolReader reader(ByteBuf in, ReadLimits limits);

    /** Writes what a call carries, as the struct of its method's arguments. */
    default ProtocolWriter argumentsWriter(ByteBuf out) {
        return writer(out);
    }

    default ProtocolReader argumentsReader(ByteBuf in, ReadLimits limits) {
        return reader(in, limits);
    }

    /** Writes what a reply carries, as the struct of its method's reply. */
    default ProtocolWriter replyWriter(ByteBuf out) {
        return writer(out);
    }

    default ProtocolReader replyReader(ByteBuf in, ReadLimits limits) {
        return reader(in, limits);
    }

    /**
     * Finds the ends of messages that stand on a connection without their lengths. One per
     * connection; null if such messages do not exist.
     */
    @Nullable MessageEnd end(int maxBytes, int maxNameBytes, int maxDepth);

    /** Whether a reply can carry an exception that its method declares. */
    default boolean hasDeclaredExceptions() {
        return true;
    }

    /** Writes what an exception's message carries. */
    default void writeError(MessageError error, ByteBuf out) {
        try (ProtocolWriter writer = writer(out)) {
            error.write(writer);
        }
    }

    /** Reads what an exception's message carries. */
    default MessageError readError(ByteBuf in, ReadLimits limits) {
        try (ProtocolReader reader = reader(in, limits)) {
            return MessageError.read(reader);
        }
    }
}
