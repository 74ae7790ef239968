package io.harrier.rpc.client;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.MessageWriter;
import io.harrier.rpc.frame.thrift.TTHeader;
import io.harrier.rpc.frame.thrift.TTHeaderWriter;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.ClientConnection;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes requests, each once, straight into the buffer that goes to the socket. For any thread. */
final class RequestWriter {
    private static final int ENVELOPE_BYTES = 256;
    private static final int NANOS_BELOW_A_MILLI = 999_999;

    private final ClientOptions options;
    private final RemoteInvoker remote;
    private final int maxBytes;

    RequestWriter(ClientOptions options, RemoteInvoker remote) {
        this.options = options;
        this.remote = remote;
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
                    form.hasHeader() ? header(out, call, method, connection, isHarrier) : null;
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

    private TTHeaderWriter header(
            ByteBuf out,
            OutgoingCall call,
            ClientMethod method,
            ClientConnection connection,
            boolean isHarrier) {
        CallContext context = call.context();
        TTHeaderWriter header =
                new TTHeaderWriter(
                        out,
                        isHarrier ? TTHeader.FLAG_MULTIPLEXED : 0,
                        call.id(),
                        method.protocol().headerId());
        CallScope scope = context.scope();
        if (scope != null) {
            scope.forEachTransient((key, value) -> token(header, key, value));
        }
        header.strings(method.header());
        if (connection.isGreeting()) {
            header.string(TTHeader.HARRIER, "1");
        }
        GenericKeys keys = method.keys();
        if (keys != null && isHarrier) {
            header.strings(keys.header());
        }
        if (context.hasOutgoing()) {
            metadata(header, context, scope);
        }
        Tracing tracing = options.tracing();
        if (tracing != null && call.isInTrace()) {
            header.trace(
                    call.traceHi(),
                    call.traceLo(),
                    call.spanId(),
                    call.traceFlags(),
                    context.traceState(),
                    tracing.hasB3());
        }
        if (options.checksum()) {
            header.checksum();
        }
        header.ints(method.header(), millisLeft(call), context.method());
        return header;
    }

    /** Rounded up: a peer that gave up before us would answer where nobody should. */
    private long millisLeft(OutgoingCall call) {
        long nanos = remote.nanosUntil(call.deadlineNanos());
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + NANOS_BELOW_A_MILLI));
    }

    private static void token(TTHeaderWriter header, String key, String value) {
        if (key.equals(TTHeader.ACL_TOKEN)) {
            header.aclToken(value);
        }
    }

    private static void metadata(
            TTHeaderWriter header, CallContext context, @Nullable CallScope scope) {
        context.forEachPersistent((key, value) -> pair(header, TTHeader.PERSISTENT, key, value));
        if (scope != null) {
            scope.forEachTransient(
                    (key, value) -> {
                        if (!key.equals(TTHeader.ACL_TOKEN)) {
                            pair(header, TTHeader.TRANSIENT, key, value);
                        }
                    });
        }
    }

    private static void pair(TTHeaderWriter header, String prefix, String key, String value) {
        if (!key.isEmpty()) {
            header.string(prefix + key, value);
        }
    }
}
