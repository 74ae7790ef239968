package io.harrier.rpc.server;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.GenericMessage;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.CallStyle;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.generic.JsonMethodSerializer;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.serialize.generic.MapMethodSerializer;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;
import io.harrier.rpc.transport.ServerConnection;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The methods of handlers that have no classes for them. */
final class GenericHandlers {
    private static final StructSchema NOT_KNOWN = new StructSchema("", List::of);

    private GenericHandlers() {}

    /** The methods of a service that is known by its schema alone. */
    static List<HandlerMethod> of(ServiceSchema service, GenericHandler handler) {
        return service.methods().stream().map(method -> of(service, method, handler)).toList();
    }

    private static HandlerMethod of(
            ServiceSchema service, MethodSchema method, GenericHandler handler) {
        return new HandlerMethod(
                service,
                method,
                new MapMethodSerializer(method),
                (arguments, outcome) ->
                        tell(handler.handle(method.name(), map(arguments)), outcome),
                false,
                handler.getClass().getName());
    }

    /** The same for a handler of JSON texts. */
    static List<HandlerMethod> of(ServiceSchema service, JsonOptions json, JsonHandler handler) {
        return service.methods().stream().map(m -> of(service, m, json, handler)).toList();
    }

    private static HandlerMethod of(
            ServiceSchema service, MethodSchema method, JsonOptions json, JsonHandler handler) {
        return new HandlerMethod(
                service,
                method,
                JsonMethodSerializer.of(method, json),
                (arguments, outcome) ->
                        tell(
                                handler.handle(method.name(), String.valueOf(arguments.get(0))),
                                outcome),
                false,
                handler.getClass().getName());
    }

    @SuppressWarnings("unchecked") // as the serializer reads them
    private static Map<String, Object> map(Arguments arguments) {
        return (Map<String, Object>) Objects.requireNonNull(arguments.get(0));
    }

    private static void tell(@Nullable Object answer, Outcome outcome) {
        if (answer instanceof CompletionStage<?> stage) {
            CallStyle.tell(stage, outcome);
        } else {
            outcome.value(answer);
        }
    }

    /** A method that nobody else serves. */
    static HandlerMethod unknown(
            String service,
            String method,
            ServerConnection connection,
            Frame request,
            RawHandler handler) {
        return new HandlerMethod(
                new ServiceSchema(service, List.of()),
                new MethodSchema(method, NOT_KNOWN, NOT_KNOWN),
                RawMethodSerializer.INSTANCE,
                (arguments, outcome) -> {
                    ByteBuf payload = (ByteBuf) Objects.requireNonNull(arguments.get(0));
                    answer(
                            message(service, method, connection, request, payload),
                            handler,
                            outcome);
                },
                false,
                handler.getClass().getName());
    }

    private static GenericMessage message(
            String service,
            String method,
            ServerConnection connection,
            Frame request,
            ByteBuf payload) {
        String codec = Codecs.told(connection, request);
        return new GenericMessage(
                service,
                method,
                request.isOneway(),
                request.protocol(),
                Codecs.generic(connection, request),
                codec == null ? request.protocol().codec() : codec,
                payload,
                CallContext.current().metadata());
    }

    private static void answer(GenericMessage message, RawHandler handler, Outcome outcome)
            throws Exception {
        CompletionStage<ByteBuf> reply;
        try {
            reply = Objects.requireNonNull(handler.handle(message), "no stage (expected: one)");
        } catch (Exception | Error e) {
            message.payload().release();
            throw e;
        }
        CallStyle.tell(reply.whenComplete((value, error) -> message.payload().release()), outcome);
    }
}
