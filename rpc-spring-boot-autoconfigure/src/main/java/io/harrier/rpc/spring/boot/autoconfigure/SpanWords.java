package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.SpanRecord;

/**
 * What spans of calls say, in the words of OpenTelemetry's semantic conventions for RPC, 1.45.0;
 * what these have no word for begins with {@code harrier}.
 */
final class SpanWords {
    static final String SYSTEM = "rpc.system.name";
    static final String METHOD = "rpc.method";
    static final String STATUS = "rpc.status_code";
    static final String ERROR = "error.type";

    /** The value of {@link #SYSTEM}. */
    static final String HARRIER = "harrier";

    private static final String REQUEST_BYTES = "harrier.request.bytes";
    private static final String REPLY_BYTES = "harrier.reply.bytes";
    private static final String QUEUE_NANOS = "harrier.queue.nanos";
    private static final String TAIL = "harrier.tail";

    private SpanWords() {}

    /** Where the words go. */
    interface Sink {
        void text(String key, String value);

        void number(String key, long value);
    }

    /** The name of a span, and of its method: {@code Service/method}. */
    static String name(SpanRecord span) {
        return name(span.method().service(), span.method().method());
    }

    static String name(String service, String method) {
        return service.isEmpty() ? method : service + '/' + method;
    }

    /** Who the other end is: the called service, or the calling one, if it said; else empty. */
    static String remoteService(SpanRecord span) {
        return span.side() == Side.CLIENT ? span.method().service() : span.caller();
    }

    static void tell(SpanRecord span, Sink to) {
        String status = Endings.word(span.ending());
        to.text(SYSTEM, HARRIER);
        to.text(METHOD, name(span));
        to.text(STATUS, status);
        if (span.isFailure()) {
            to.text(ERROR, status);
        }
        to.number(REQUEST_BYTES, span.requestBytes());
        to.number(REPLY_BYTES, span.replyBytes());
        if (span.queueNanos() != 0) {
            to.number(QUEUE_NANOS, span.queueNanos());
        }
        if (span.isTail()) {
            to.text(TAIL, "true");
        }
    }
}
