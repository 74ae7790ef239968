package io.harrier.rpc.spring.boot.autoconfigure;

import brave.Span;
import brave.Tracer;
import brave.propagation.TraceContext;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.SpanExporter;
import io.harrier.rpc.trace.SpanRecord;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans of Brave out of records, with their ids and times: they take the way of the
 * application's other spans. What a handler has tagged its current span with stands in the same
 * span. Brave's reporter collects and sends them; if its queue is full it drops and counts.
 */
final class BraveSpanExporter implements SpanExporter {
    private final Tracer tracer;

    BraveSpanExporter(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void export(SpanRecord record) {
        Span span = tracer.toSpan(context(record));
        boolean isClient = record.side() == Side.CLIENT;
        PeerAddress peer = PeerAddress.of(record.peer());
        span.kind(isClient ? Span.Kind.CLIENT : Span.Kind.SERVER).name(SpanWords.name(record));
        span.remoteServiceName(SpanWords.remoteService(record));
        span.remoteIpAndPort(peer.host(), peer.port());
        SpanWords.tell(record, new Tags(span));
        if (record.isFailure()) {
            span.tag("error", Endings.word(record.ending())); // by which Zipkin knows failures
        }
        long start = micros(record.startEpochNanos());
        long end = micros(record.startEpochNanos() + record.durationNanos());
        span.start(start);
        span.finish(Math.max(start + 1, end));
    }

    /** Sampled also where it was kept for how it ended: else Brave would leave it out. */
    private static TraceContext context(SpanRecord record) {
        return TraceContext.newBuilder()
                .traceIdHigh(record.traceHi())
                .traceId(record.traceLo())
                .spanId(record.spanId())
                .parentId(record.parentId())
                .sampled(true)
                .build();
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    private record Tags(Span span) implements SpanWords.Sink {
        @Override
        public void text(String key, String value) {
            span.tag(key, value);
        }

        @Override
        public void number(String key, long value) {
            span.tag(key, Long.toString(value));
        }
    }
}
