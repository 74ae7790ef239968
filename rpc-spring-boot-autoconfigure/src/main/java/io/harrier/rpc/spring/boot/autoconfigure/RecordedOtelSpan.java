package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.SpanRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as an ended span of OpenTelemetry. It is marked as sampled also where the call was kept
 * for how it ended: else nobody would send it on.
 */
record RecordedOtelSpan(
        String name,
        SpanKind kind,
        SpanContext context,
        SpanContext parent,
        long startEpochNanos,
        long durationNanos,
        StatusData status,
        Attributes attributes,
        Resource resource)
        implements ReadableSpan, SpanData {
    private static final InstrumentationScopeInfo SCOPE =
            InstrumentationScopeInfo.create("io.harrier.rpc");

    static RecordedOtelSpan of(SpanRecord record, Resource resource) {
        boolean isClient = record.side() == Side.CLIENT;
        return new RecordedOtelSpan(
                SpanWords.name(record),
                isClient ? SpanKind.CLIENT : SpanKind.SERVER,
                SpanContext.create(
                        traceId(record),
                        hex(record.spanId()),
                        TraceFlags.getSampled(),
                        TraceState.getDefault()),
                parent(record, isClient),
                record.startEpochNanos(),
                record.durationNanos(),
                record.isFailure()
                        ? StatusData.create(
                                StatusData.error().getStatusCode(), Endings.word(record.ending()))
                        : StatusData.unset(),
                attributes(record, isClient),
                resource);
    }

    private static SpanContext parent(SpanRecord record, boolean isClient) {
        if (record.parentId() == 0) {
            return SpanContext.getInvalid();
        }
        String trace = traceId(record);
        String span = hex(record.parentId());
        TraceFlags flags = record.isTail() ? TraceFlags.getDefault() : TraceFlags.getSampled();
        return isClient
                ? SpanContext.create(trace, span, flags, TraceState.getDefault())
                : SpanContext.createFromRemoteParent(trace, span, flags, TraceState.getDefault());
    }

    private static Attributes attributes(SpanRecord record, boolean isClient) {
        Words words = new Words(Attributes.builder());
        SpanWords.tell(record, words);
        PeerAddress peer = PeerAddress.of(record.peer());
        if (!peer.host().isEmpty()) {
            words.text(isClient ? "server.address" : "network.peer.address", peer.host());
        }
        if (isClient && peer.port() != 0) {
            words.number("server.port", peer.port());
        }
        if (!isClient && !record.caller().isEmpty()) {
            words.text("service.peer.name", record.caller());
        }
        return words.builder.build();
    }

    private static String traceId(SpanRecord record) {
        return hex(record.traceHi()) + hex(record.traceLo());
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    private record Words(AttributesBuilder builder) implements SpanWords.Sink {
        @Override
        public void text(String key, String value) {
            builder.put(key, value);
        }

        @Override
        public void number(String key, long value) {
            builder.put(key, value);
        }
    }

    @Override
    public SpanData toSpanData() {
        return this;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return kind;
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public long getStartEpochNanos() {
        return startEpochNanos;
    }

    @Override
    public long getEndEpochNanos() {
        return startEpochNanos + durationNanos;
    }

    @Override
    public long getLatencyNanos() {
        return durationNanos;
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
        return attributes.get(key);
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public List<LinkData> getLinks() {
        return List.of();
    }

    @Override
    public int getTotalRecordedLinks() {
        return 0;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    @SuppressWarnings("deprecation") // both interfaces still ask for it
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return InstrumentationLibraryInfo.create(SCOPE.getName(), null);
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
