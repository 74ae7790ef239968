package io.harrier.rpc.server;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.frame.thrift.BizExtra;
import io.harrier.rpc.frame.thrift.HeaderImage;
import io.harrier.rpc.frame.thrift.HeaderTemplate;
import io.harrier.rpc.frame.thrift.TTHeader;
import io.harrier.rpc.frame.thrift.TTHeaderWriter;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.transport.ServerConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Writes the TTHeader of a reply; its length is told by {@link HeaderImage#finish}. */
final class ReplyHeader {
    static final HeaderTemplate REPLY = type(MessageTypes.REPLY);
    static final HeaderTemplate EXCEPTION = type(MessageTypes.EXCEPTION);

    /** Of replies that say nothing else, by the protocol's id; made when the first is sent. */
    private static final AtomicReferenceArray<@Nullable HeaderImage> PLAIN =
            new AtomicReferenceArray<>(Byte.MAX_VALUE);

    private ReplyHeader() {}

    /** Of a value, or of a business error beside an empty one. */
    static void ofValue(ByteBuf out, ServerCall call, @Nullable BizStatusException biz) {
        Frame request = call.frame();
        Head head = request.head();
        if (head == null) {
            return;
        }
        ServerConnection connection = call.connection();
        CallContext context = call.context();
        String codec = Codecs.told(connection, request);
        boolean isPlain = biz == null && codec == null && context.backward().isEmpty();
        if (isPlain && !head.isHarrier() && !mustGo(connection)) {
            plain(request.protocol()).write(out, request.sequence());
            return;
        }
        TTHeaderWriter header = begin(out, connection, request, head);
        if (biz != null) {
            bizStatus(header, biz);
        }
        if (codec != null) {
            header.string(TTHeader.CODEC, codec);
        }
        end(header, context, REPLY);
    }

    /**
     * Of an exception.
     *
     * @param refusal why the call did not run, for a Harrier client; null if it ran
     */
    static void ofException(
            ByteBuf out,
            ServerConnection connection,
            Frame request,
            @Nullable CallContext context,
            @Nullable ErrorKind refusal) {
        Head head = request.head();
        if (head == null) {
            return;
        }
        TTHeaderWriter header = begin(out, connection, request, head);
        if (refusal != null) {
            header.string(TTHeader.HARRIER_ERROR, refusal.word());
            header.string(TTHeader.HARRIER_EXECUTED, "0");
        }
        end(header, context, EXCEPTION);
    }

    /** Of the last frame on a connection. */
    static void ofBroken(ByteBuf out, Protocol protocol, int sequence) {
        TTHeaderWriter header = new TTHeaderWriter(out, 0, sequence, protocol.headerId());
        header.string(TTHeader.CLOSE, "1");
        header.ints(EXCEPTION, 0, null);
    }

    private static TTHeaderWriter begin(
            ByteBuf out, ServerConnection connection, Frame request, Head head) {
        TTHeaderWriter header =
                new TTHeaderWriter(out, 0, request.sequence(), request.protocol().headerId());
        if (head.isHarrier()) {
            header.string(TTHeader.HARRIER, "1");
        }
        if (mustGo(connection)) {
            header.string(TTHeader.CLOSE, "1");
        }
        return header;
    }

    private static boolean mustGo(ServerConnection connection) {
        return connection.isDraining() && !connection.isHarrier();
    }

    private static void end(
            TTHeaderWriter header, @Nullable CallContext context, HeaderTemplate type) {
        if (context != null) {
            context.backward().forEach(header::string);
        }
        header.ints(type, 0, null);
    }

    private static void bizStatus(TTHeaderWriter header, BizStatusException biz) {
        header.string(TTHeader.BIZ_STATUS, Integer.toString(biz.status()));
        header.string(TTHeader.BIZ_MESSAGE, biz.text());
        if (!biz.extra().isEmpty()) {
            header.string(TTHeader.BIZ_EXTRA, BizExtra.write(biz.extra()));
        }
    }

    private static HeaderImage plain(Protocol protocol) {
        HeaderImage known = PLAIN.get(protocol.headerId());
        return known == null ? makePlain(protocol.headerId()) : known;
    }

    private static HeaderImage makePlain(int protocolId) {
        ByteBuf out = Unpooled.buffer();
        new TTHeaderWriter(out, 0, 0, protocolId).ints(REPLY, 0, null);
        HeaderImage made = HeaderImage.of(out, 0);
        PLAIN.set(protocolId, made);
        return made;
    }

    private static HeaderTemplate type(int type) {
        return HeaderTemplate.builder()
                .integer(TTHeader.MESSAGE_TYPE, Integer.toString(type))
                .build();
    }
}
