package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.trace.SpanExporter;
import io.harrier.rpc.trace.SpanRecord;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;

/**
 * Makes ended spans of OpenTelemetry out of records, and gives them to the application's span
 * processors, as the SDK does with its own: one queue, one batch and one exporter for all spans of
 * the application.
 */
final class OtelSpanExporter implements SpanExporter {
    private final List<SpanProcessor> processors;
    private final Resource resource;

    OtelSpanExporter(List<SpanProcessor> processors, Resource resource) {
        this.processors = processors.stream().filter(SpanProcessor::isEndRequired).toList();
        this.resource = resource;
    }

    @Override
    public void export(SpanRecord record) {
        RecordedOtelSpan span = RecordedOtelSpan.of(record, resource);
        processors.forEach(processor -> processor.onEnd(span));
    }
}
