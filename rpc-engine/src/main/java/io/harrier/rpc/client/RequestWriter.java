package io.harrier.rpc.client;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.HeaderImage;
import io.harrier.rpc.frame.thrift.MessageWriter;
import io.harrier.rpc.frame.thrift.TTHeaderWriter;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;
import io.harrier.rpc.transport.ClientConnection;
import io.netty.buffer.ByteBuf;

/** Writes requests, each once, straight into the buffer that goes to the socket. For any thread. */
final class RequestWriter {
    private static final int ENVELOPE_BYTES = 256;

    private final ClientOptions options;
    private final RequestHeader headers;
    private final int maxBytes;

    RequestWriter(ClientOptions options, RemoteInvoker remote) {
        this.options = options;
        headers = new RequestHeader(options, remote);
        maxBytes =
                new FrameLimits(
                                options.maxFrameBytes(),
                                FrameLimits.DEFAULT.maxHeaderBytes(),
                                false)
                        .maxTotalBytes();
    }

    /**
     * The frame of a call, with the id of its slot as sequence number.
     *
     * @throws RuntimeException if the arguments cannot be written
     */
    ByteBuf write(OutgoingCall call, ClientConnection connection) {
        return write(call, call.clientMethod(), call.given(), connection);
    }

    /** A request that only asks what the peer is: any answer tells it. */
    ByteBuf greeting(OutgoingCall call, ClientConnection connection) {
        return write(
                call,
                Greeting.method(options, call.clientMethod().chain()),
                Greeting.NOTHING,
                connection);
    }

    private ByteBuf write(
            OutgoingCall call,
            ClientMethod method,
            Arguments arguments,
            ClientConnection connection) {
        boolean isHarrier = connection.isMultiplexed();
        MethodSerializer serializer = method.serializer(isHarrier);
        FrameForm form = options.form();
        Protocol protocol = method.protocol();
        int guess = Math.min(ENVELOPE_BYTES + method.requestSize().bytes(), maxBytes);
        ByteBuf out =
                serializer == RawMethodSerializer.INSTANCE
                        ? connection.allocator().compositeDirectBuffer()
                        : connection.allocator().directBuffer(guess, maxBytes);
        try (ProtocolWriter writer = protocol.argumentsWriter(out)) {
            writer.allowLinks();
            TTHeaderWriter header =
                    form.hasHeader() ? headers.write(out, call, method, connection) : null;
            int headAt = out.writerIndex();
            int begun =
                    MessageWriter.begin(
                            out,
                            form,
                            protocol,
                            method.messageType(),
                            method.wireName(),
                            call.id());
            int bodyAt = out.writerIndex();
            serializer.writeArguments(arguments, writer);
            int bytes = out.writerIndex() - bodyAt;
            out = writer.written();
            int messageAt = form.hasLength() ? begun + Integer.BYTES : headAt;
            MessageWriter.requireAtMost(options.maxFrameBytes(), out.writerIndex() - messageAt);
            MessageWriter.finish(out, protocol, begun);
            if (header != null) {
                header.finish(out);
            } else if (form.hasHeader()) {
                HeaderImage.finish(out, 0);
            }
            method.requestSize().onMessage(bytes);
            return out;
        } catch (IndexOutOfBoundsException e) {
            out.release();
            throw new RpcException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "request of "
                            + method.name()
                            + ": over "
                            + options.maxFrameBytes()
                            + " bytes (expected: at most that); never sent",
                    e);
        } catch (Throwable e) {
            out.release();
            throw e;
        }
    }
}
