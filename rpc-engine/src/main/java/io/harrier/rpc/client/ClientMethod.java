package io.harrier.rpc.client;

import io.harrier.rpc.buffer.SizeGuess;
import io.harrier.rpc.call.MethodChain;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.frame.thrift.HeaderTemplate;
import io.harrier.rpc.frame.thrift.TTHeader;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One method that is called, with all that its requests have in common. For any thread. */
final class ClientMethod {
    private final ServiceSchema service;
    private final MethodSchema schema;
    private final MethodSerializer serializer;
    private final ClientOptions options;
    private final MethodChain chain;
    private final @Nullable GenericKeys keys;

    /** Made at the first call, not at every start; racing threads make equal ones. */
    private @Nullable HeaderTemplate header;

    /** Of the last request that said no more; racing threads make equal ones. */
    private @Nullable PlainHeader plainHeader;

    private boolean called;

    private final Protocol protocol;
    private final byte[] wireName;
    private final long timeoutNanos;
    private final SizeGuess requestSize = new SizeGuess();

    /** Null if calls are not traced. */
    private final @Nullable TracedMethod traced;

    ClientMethod(
            ServiceSchema service,
            MethodSchema schema,
            MethodSerializer serializer,
            ClientOptions options,
            MethodChain chain) {
        this(service, schema, serializer, options, chain, null);
    }

    /**
     * @param keys of a method that is called without classes
     */
    ClientMethod(
            ServiceSchema service,
            MethodSchema schema,
            MethodSerializer serializer,
            ClientOptions options,
            MethodChain chain,
            @Nullable GenericKeys keys) {
        this.keys = keys;
        this.service = service;
        this.schema = schema;
        this.serializer = serializer;
        protocol = options.protocol();
        String name = schema.name();
        wireName =
                (options.multiplexedNames() ? service.name() + ':' + name : name)
                        .getBytes(StandardCharsets.UTF_8);
        this.options = options;
        this.chain = chain;
        timeoutNanos = options.timeoutNanos(name);
        traced = traced(options, service, name);
    }

    private static @Nullable TracedMethod traced(
            ClientOptions options, ServiceSchema service, String name) {
        Tracing tracing = options.tracing();
        if (tracing == null) {
            return null;
        }
        return service.method(name) == null
                ? tracing.method(
                        Side.CLIENT, options.name(), TracedMethod.OTHER, TracedMethod.OTHER)
                : tracing.method(Side.CLIENT, options.name(), service.name(), name);
    }

    ServiceSchema service() {
        return service;
    }

    MethodSchema schema() {
        return schema;
    }

    MethodSerializer serializer() {
        return serializer;
    }

    /** What its calls go through. */
    MethodChain chain() {
        return chain;
    }

    /** What Harrier peers are told of its payloads; null if that is nothing. */
    @Nullable GenericKeys keys() {
        return keys;
    }

    /** Of a request to a peer that is known as a Harrier one, or not. */
    MethodSerializer serializer(boolean toHarrier) {
        GenericKeys generic = keys;
        MethodSerializer other = generic == null ? null : generic.serializer();
        return toHarrier && other != null ? other : serializer;
    }

    /** Of a reply. */
    MethodSerializer serializer(@Nullable Head reply) {
        GenericKeys generic = keys;
        return serializer(
                generic != null && reply != null && generic.codec().equals(reply.codec()));
    }

    /** Whether nobody but a Harrier peer is to get it. */
    boolean isForHarrier() {
        return keys != null && keys.serializer() == null && !keys.codec().equals(protocol.codec());
    }

    String name() {
        return schema.name();
    }

    int messageType() {
        return schema.isOneway() ? MessageTypes.ONEWAY : MessageTypes.CALL;
    }

    /** What the request is written in. */
    Protocol protocol() {
        return protocol;
    }

    HeaderTemplate header() {
        HeaderTemplate made = header;
        if (made == null) {
            made = makeHeader();
            header = made;
        }
        return made;
    }

    /** Whether it was asked before: then there will be more calls. */
    boolean wasCalled() {
        boolean before = called;
        called = true;
        return before;
    }

    @Nullable PlainHeader plainHeader() {
        return plainHeader;
    }

    void plainHeader(PlainHeader written) {
        plainHeader = written;
    }

    byte[] wireName() {
        return wireName;
    }

    @Nullable TracedMethod traced() {
        return traced;
    }

    @Nullable Tracing tracing() {
        return options.tracing();
    }

    /** Of this application; empty if it has none. */
    String caller() {
        return options.caller();
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    /** As a request with all its time left tells it. */
    long timeoutMillis() {
        return RequestHeader.millis(timeoutNanos);
    }

    SizeGuess requestSize() {
        return requestSize;
    }

    private HeaderTemplate makeHeader() {
        HeaderTemplate.Builder builder =
                HeaderTemplate.builder()
                        .string(TTHeader.SERVICE, service.name())
                        .integer(TTHeader.FROM_SERVICE, options.caller())
                        .integer(TTHeader.TO_SERVICE, options.name())
                        .integer(TTHeader.TO_METHOD, name())
                        .integer(TTHeader.MESSAGE_TYPE, Integer.toString(messageType()))
                        .integer(
                                TTHeader.TRANSPORT_TYPE,
                                options.form().hasLength() ? "framed" : "unframed");
        if (options.connectTimeoutTold()) {
            builder.integer(
                    TTHeader.CONNECT_TIMEOUT_MILLIS,
                    Long.toString(options.connectTimeout().toMillis()));
        }
        return builder.build();
    }
}
