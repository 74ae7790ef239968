package io.harrier.rpc.serialize.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.protobuf.ProtobufReader;
import io.harrier.rpc.protocol.protobuf.ProtobufWriter;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The payloads of one method through protoc's classes, straight from and to the buffer. */
final class ProtobufMethodSerializer implements MethodSerializer {
    /** Thrift's number for a reply without its value. */
    private static final int MISSING_RESULT = 5;

    private static final String WRONG_PROTOCOL =
            "a payload of Thrift (expected: one of Protobuf, as the method's classes are those of"
                    + " protoc)";

    private final String method;
    private final MessageLite request;
    private final MessageLite reply;
    private final Supplier<Arguments> maker;

    /**
     * @param maker makes room for arguments that are read
     */
    ProtobufMethodSerializer(
            String method, MessageLite request, MessageLite reply, Supplier<Arguments> maker) {
        this.maker = maker;
        this.method = method;
        this.request = request;
        this.reply = reply;
    }

    @Override
    public void writeArguments(Arguments arguments, ProtocolWriter out) {
        if (!(arguments.get(0) instanceof MessageLite message)) {
            throw new IllegalArgumentException(
                    method + ": null (expected: a message; Protobuf has no null)");
        }
        write(message, out);
    }

    @Override
    public Arguments readArguments(ProtocolReader in) {
        Arguments arguments = maker.get();
        arguments.set(0, read(request, ".request", in));
        return arguments;
    }

    @Override
    public void writeValue(@Nullable Object value, ProtocolWriter out) {
        if (!(value instanceof MessageLite message)) {
            throw new RpcException(
                    ErrorKind.BAD_REPLY,
                    MISSING_RESULT,
                    method + " returned null (expected: a message; Protobuf has no null)",
                    null);
        }
        write(message, out);
    }

    @Override
    public boolean declares(Throwable error) {
        return false;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        throw new IllegalStateException(method + " declares no exceptions", declared);
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        outcome.value(read(reply, ".reply", in));
    }

    private void write(MessageLite message, ProtocolWriter out) {
        ByteBuf buffer = buffer(out);
        int bytes = message.getSerializedSize();
        buffer.ensureWritable(bytes);
        ByteBuffer to = buffer.nioBuffer(buffer.writerIndex(), bytes);
        try {
            CodedOutputStream coded = CodedOutputStream.newInstance(to);
            message.writeTo(coded);
            coded.flush();
        } catch (IOException e) {
            throw new IllegalArgumentException(method + ": " + e.getMessage(), e);
        }
        buffer.writerIndex(buffer.writerIndex() + bytes);
    }

    private MessageLite read(MessageLite type, String part, ProtocolReader in) {
        ProtobufReader reader = reader(in);
        CodedInputStream coded = CodedInputStream.newInstance(reader.buffer().nioBuffer());
        coded.setRecursionLimit(reader.limits().maxDepth());
        try {
            MessageLite message = type.getParserForType().parseFrom(coded);
            coded.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(
                    method
                            + part
                            + " (near byte "
                            + coded.getTotalBytesRead()
                            + " of the payload): "
                            + e.getMessage());
        }
    }

    private ByteBuf buffer(ProtocolWriter out) {
        if (out instanceof ProtobufWriter writer) {
            return writer.buffer();
        }
        throw new IllegalArgumentException(method + ": " + WRONG_PROTOCOL);
    }

    private ProtobufReader reader(ProtocolReader in) {
        if (in instanceof ProtobufReader reader) {
            return reader;
        }
        throw new ProtocolException(method + ": " + WRONG_PROTOCOL);
    }
}
