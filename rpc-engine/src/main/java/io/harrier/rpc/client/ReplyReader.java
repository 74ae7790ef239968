package io.harrier.rpc.client;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.frame.thrift.BizExtra;
import io.harrier.rpc.frame.thrift.TTHeader;
import io.harrier.rpc.protocol.MessageError;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ReadLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies: the value, the declared exception, the business status, or the peer's error. For
 * any thread.
 */
final class ReplyReader {
    /** Tells the call its end, and releases the frame. */
    void read(RepliedCall call, Frame frame) {
        try {
            takeBackward(call, frame.head());
            readBody(call, frame);
        } catch (Throwable e) { // generated code, and users' classes, may throw anything
            call.failure(
                    new RpcException(
                            ErrorKind.BAD_REPLY,
                            "cannot read the reply: " + e.getMessage() + "; the call has run",
                            e));
        } finally {
            frame.release();
        }
    }

    private static void readBody(RepliedCall call, Frame frame) {
        Head head = frame.head();
        if (head != null && head.isBizStatus()) {
            call.failure(bizStatus(head));
        } else if (frame.type() == MessageTypes.EXCEPTION) {
            call.failure(exception(frame));
        } else if (frame.type() != MessageTypes.REPLY
                || !frame.method().equals(call.method().name())) {
            throw new ProtocolException(
                    "message type "
                            + frame.type()
                            + ", method "
                            + frame.method()
                            + " (expected: 2, "
                            + call.method().name()
                            + ')');
        } else {
            try (ProtocolReader in =
                    frame.protocol().replyReader(frame.payload(), ReadLimits.DEFAULT)) {
                call.clientMethod().serializer(head).readReply(in, call);
            }
        }
    }

    private static void takeBackward(RepliedCall call, @Nullable Head head) {
        CallScope scope = call.context().scope();
        if (scope != null && head != null && head.hasMetadata()) {
            GenericKeys keys = call.clientMethod().keys();
            head.forEachString(
                    (key, value) -> {
                        if (!CallContext.isReserved(key)
                                && (keys == null || !keys.isCodec(key, value))) {
                            scope.receiveBackward(key, value);
                        }
                    });
        }
    }

    private static BizStatusException bizStatus(Head head) {
        String status = head.string(TTHeader.BIZ_STATUS);
        String message = head.string(TTHeader.BIZ_MESSAGE);
        String extra = head.string(TTHeader.BIZ_EXTRA);
        try {
            return new BizStatusException(
                    Integer.parseInt(String.valueOf(status)),
                    message == null ? "" : message,
                    extra == null ? Map.of() : BizExtra.read(extra));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    "biz-status: " + status + " (expected: a 32-bit number other than 0)");
        }
    }

    private static RpcException exception(Frame frame) {
        MessageError error = frame.protocol().readError(frame.payload(), ReadLimits.DEFAULT);
        ErrorKind told = refusal(frame);
        ErrorKind kind = told == null ? ErrorKind.ofCode(error.code()) : told;
        return new RpcException(kind, error.code(), error.text(), null);
    }

    /**
     * Why the peer did not run the call; null for all other replies. Only a Harrier server says so.
     */
    static @Nullable ErrorKind refusal(Frame frame) {
        Head head = frame.type() == MessageTypes.EXCEPTION ? frame.head() : null;
        if (head == null || !"0".equals(head.string(TTHeader.HARRIER_EXECUTED))) {
            return null;
        }
        String word = head.string(TTHeader.HARRIER_ERROR);
        return word == null ? null : ErrorKind.ofWord(word);
    }
}
