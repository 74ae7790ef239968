package io.harrier.rpc.server;

import io.harrier.rpc.buffer.SizeGuess;
import io.harrier.rpc.call.MethodChain;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ProtocolAdapter;
import io.harrier.rpc.serialize.generic.ProtocolAdapters;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;
import io.harrier.rpc.trace.TracedMethod;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One method that a server answers, ready to be called. For any thread. */
final class HandlerMethod {
    private final ServiceSchema service;
    private final MethodSchema schema;
    private final MethodSerializer serializer;
    private final Target target;
    private final boolean nonBlocking;
    private final String handlerName;
    private final byte[] wireName;
    private final @Nullable MethodChain chain;
    private final @Nullable TracedMethod traced;
    private final SizeGuess replySize = new SizeGuess();

    /** Made when a payload comes in another codec; racing threads make equal ones. */
    private @Nullable ProtocolAdapters adapters;

    /** What answers. */
    @FunctionalInterface
    interface Target {
        /**
         * Answers now, or later.
         *
         * @throws Throwable what the handler throws
         */
        void handle(Arguments arguments, Outcome outcome) throws Throwable;
    }

    /**
     * @param nonBlocking whether it runs on the event loop
     * @param handlerName for messages
     */
    HandlerMethod(
            ServiceSchema service,
            MethodSchema schema,
            MethodSerializer serializer,
            Target target,
            boolean nonBlocking,
            String handlerName) {
        this(service, schema, serializer, target, nonBlocking, handlerName, null, null);
    }

    private HandlerMethod(
            ServiceSchema service,
            MethodSchema schema,
            MethodSerializer serializer,
            Target target,
            boolean nonBlocking,
            String handlerName,
            @Nullable MethodChain chain,
            @Nullable TracedMethod traced) {
        this.service = service;
        this.schema = schema;
        this.serializer = serializer;
        this.target = target;
        this.nonBlocking = nonBlocking;
        this.handlerName = handlerName;
        this.chain = chain;
        this.traced = traced;
        wireName = schema.name().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The same method behind the middleware of one server.
     *
     * @param entry null if calls are not traced
     */
    HandlerMethod with(MethodChain ofServer, @Nullable TracedMethod entry) {
        return new HandlerMethod(
                service, schema, serializer, target, nonBlocking, handlerName, ofServer, entry);
    }

    /** What its calls go through, in a server. */
    MethodChain chain() {
        return Objects.requireNonNull(chain, "not in a server yet");
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

    String name() {
        return schema.name();
    }

    String handlerName() {
        return handlerName;
    }

    byte[] wireName() {
        return wireName;
    }

    boolean isNonBlocking() {
        return nonBlocking;
    }

    /** Null if its calls are not traced. */
    @Nullable TracedMethod traced() {
        return traced;
    }

    SizeGuess replySize() {
        return replySize;
    }

    /**
     * Of a payload that is not what the head of its message says; null where nobody looks into
     * payloads.
     *
     * @throws ProtocolException if there is none for this codec
     */
    @Nullable ProtocolAdapter adapter(String codec, Protocol protocol) {
        if (serializer == RawMethodSerializer.INSTANCE) {
            return null;
        }
        ProtocolAdapters made = adapters;
        if (made == null) {
            made = new ProtocolAdapters(schema);
            adapters = made;
        }
        return made.of(codec, protocol);
    }

    /** Calls the handler. @throws Throwable what the handler throws */
    void handle(Arguments arguments, Outcome outcome) throws Throwable {
        target.handle(arguments, outcome);
    }
}
