package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Payloads as they are: the argument and the value of a call are the bytes of its messages behind
 * their heads. A declared exception is part of the value. Nothing is looked into, nothing copied.
 */
public final class RawMethodSerializer implements MethodSerializer {
    /** For any method. */
    public static final RawMethodSerializer INSTANCE = new RawMethodSerializer();

    private RawMethodSerializer() {}

    @Override
    public void writeArguments(Arguments arguments, ProtocolWriter out) {
        out.writePayload((ByteBuf) Objects.requireNonNull(arguments.get(0)));
    }

    @Override
    public Arguments readArguments(ProtocolReader in) {
        return Arguments.of(in.readPayload());
    }

    /** Releases the value. */
    @Override
    public void writeValue(@Nullable Object value, ProtocolWriter out) {
        ByteBuf payload = (ByteBuf) Objects.requireNonNull(value);
        try {
            out.writePayload(payload);
        } finally {
            payload.release();
        }
    }

    @Override
    public boolean declares(Throwable error) {
        return false;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        throw new IllegalStateException("raw replies declare no exceptions", declared);
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        outcome.value(in.readPayload());
    }
}
