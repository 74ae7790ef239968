package io.harrier.rpc.server;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.HeaderImage;
import io.harrier.rpc.frame.thrift.MessageWriter;
import io.harrier.rpc.protocol.MessageError;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.ProtocolAdapter;
import io.harrier.rpc.serialize.ProtocolAdapter.Part;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;
import io.harrier.rpc.transport.ServerConnection;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes replies in the form of their requests. For any thread. */
final class ReplyWriter {
    private static final int ENVELOPE_BYTES = 128;
    private static final int EXCEPTION_BYTES = 256;

    private final FrameLimits limits;

    ReplyWriter(FrameLimits limits) {
        this.limits = limits;
    }

    /** The frame of a value; of an exception, if the value cannot be written. */
    ByteBuf value(ServerCall call, @Nullable Object value) {
        return body(call, value, null);
    }

    /** The frame of whatever a call failed with. */
    ByteBuf failure(ServerCall call, Throwable error) {
        MethodSerializer serializer = call.handlerMethod().serializer();
        if (error instanceof BizStatusException biz) {
            return call.frame().form().hasHeader() ? body(call, null, biz) : exception(call, biz);
        }
        return serializer.declares(error) && call.frame().protocol().hasDeclaredExceptions()
                ? body(call, null, error)
                : exception(call, serializer.known(error));
    }

    /** The frame that refuses a request before it became a call. */
    ByteBuf refusal(ServerConnection connection, Frame request, RpcException error) {
        return exception(connection, request, null, error);
    }

    /** The last frame on a connection whose stream is broken. */
    ByteBuf broken(ServerConnection connection, BrokenFrameException cause) {
        ByteBuf out = connection.allocator().buffer(EXCEPTION_BYTES);
        FrameForm form = cause.form();
        Protocol protocol = cause.protocol();
        if (form.hasHeader()) {
            ReplyHeader.ofBroken(out, protocol, cause.sequence());
        }
        int begun =
                MessageWriter.begin(
                        out, form, protocol, MessageTypes.EXCEPTION, new byte[0], cause.sequence());
        String text = cause.getMessage() + "; the connection closes";
        protocol.writeError(new MessageError(text, cause.kind().code()), out);
        finish(out, form, protocol, begun);
        return out;
    }

    /**
     * @param error a declared one, or a business status; null if there is a value
     */
    private ByteBuf body(ServerCall call, @Nullable Object value, @Nullable Throwable error) {
        ServerConnection connection = call.connection();
        Frame request = call.frame();
        ByteBuf out = buffer(connection, call.handlerMethod());
        try {
            ReplyHeader.ofValue(out, call, error instanceof BizStatusException biz ? biz : null);
            int begun = begin(out, request, MessageTypes.REPLY, call.handlerMethod().wireName());
            int bodyAt = out.writerIndex();
            int messageAt = request.form().hasLength() ? begun + Integer.BYTES : bodyAt;
            ByteBuf written = write(call, value, error, out);
            int bytes = out.writerIndex() - bodyAt;
            out = written;
            MessageWriter.requireAtMost(limits.maxFrameBytes(), out.writerIndex() - messageAt);
            finish(out, request.form(), request.protocol(), begun);
            call.handlerMethod().replySize().onMessage(bytes);
            return out;
        } catch (Throwable e) {
            out.release();
            Throwable known = e instanceof RpcException ? e : unwritable(call, e);
            return exception(connection, request, null, known);
        }
    }

    /** Writes the values; what holds all of the frame by now. */
    private static ByteBuf write(
            ServerCall call, @Nullable Object value, @Nullable Throwable error, ByteBuf out) {
        ProtocolAdapter adapter = call.adapter();
        if (adapter != null) {
            adapter.serialize(Part.REPLY, writer -> values(call, value, error, writer), out);
            return out;
        }
        try (ProtocolWriter writer = call.frame().protocol().replyWriter(out)) {
            allowLinks(call, writer);
            values(call, value, error, writer);
            return writer.written();
        }
    }

    /**
     * What the handler made may be a view of an argument, which is lent no longer than the call.
     */
    private static void allowLinks(ServerCall call, ProtocolWriter writer) {
        if (call.isLent()) {
            writer.allowLentLinks();
        } else {
            writer.allowLinks();
        }
    }

    private static void values(
            ServerCall call,
            @Nullable Object value,
            @Nullable Throwable error,
            ProtocolWriter out) {
        MethodSerializer serializer = call.handlerMethod().serializer();
        if (error == null) {
            serializer.writeValue(value, out);
        } else if (error instanceof BizStatusException) {
            out.beginStruct(); // beside which the status stands in the header
            out.endStruct();
        } else {
            serializer.writeException(error, out);
        }
    }

    /** Of parts, where the value is bytes that are linked and not copied. */
    private ByteBuf buffer(ServerConnection connection, HandlerMethod method) {
        int guess = ENVELOPE_BYTES + method.replySize().bytes();
        return method.serializer() == RawMethodSerializer.INSTANCE
                ? connection.allocator().compositeDirectBuffer()
                : connection
                        .allocator()
                        .directBuffer(
                                Math.min(guess, limits.maxTotalBytes()), limits.maxTotalBytes());
    }

    private RpcException unwritable(ServerCall call, Throwable cause) {
        String what =
                cause instanceof IndexOutOfBoundsException
                        ? "over " + limits.maxFrameBytes() + " bytes (expected: at most that)"
                        : String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
        return new RpcException(
                ErrorKind.HANDLER_FAILED,
                "cannot write the reply of " + call.method().name() + ": " + what,
                cause);
    }

    private ByteBuf exception(ServerCall call, Throwable error) {
        return exception(call.connection(), call.frame(), call.context(), error);
    }

    private ByteBuf exception(
            ServerConnection connection,
            Frame request,
            @Nullable CallContext context,
            Throwable error) {
        ByteBuf out = connection.allocator().buffer(EXCEPTION_BYTES);
        try {
            ErrorKind refusal = connection.isHarrier() ? refusal(error) : null;
            ReplyHeader.ofException(out, connection, request, context, refusal);
            int begun = begin(out, request, MessageTypes.EXCEPTION, plainName(request));
            request.protocol()
                    .writeError(new MessageError(ErrorText.of(error), ErrorText.code(error)), out);
            finish(out, request.form(), request.protocol(), begun);
            return out;
        } catch (RuntimeException e) {
            out.release();
            if (context == null) {
                throw e;
            }
            return exception(connection, request, null, error); // its metadata did not fit
        }
    }

    /** What a Harrier client may know: that the call was refused before its handler. */
    private static @Nullable ErrorKind refusal(Throwable error) {
        return error instanceof RpcException known && known.isSafeToRetry() ? known.kind() : null;
    }

    /** The method's name without its service's: so Apache's multiplexed processor answers too. */
    private static byte[] plainName(Frame request) {
        String method = request.method();
        return method.substring(method.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
    }

    private static int begin(ByteBuf out, Frame request, int type, byte[] method) {
        return MessageWriter.begin(
                out, request.form(), request.protocol(), type, method, request.sequence());
    }

    private static void finish(ByteBuf out, FrameForm form, Protocol protocol, int begun) {
        MessageWriter.finish(out, protocol, begun);
        if (form.hasHeader()) {
            HeaderImage.finish(out, 0);
        }
    }
}
