package io.harrier.rpc.client;

import io.harrier.rpc.call.Reply;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Calls without classes: arguments and values are maps, JSON texts or bytes, typed by a schema that
 * is found at run time. For any thread.
 *
 * <pre>{@code
 * GenericClient users = client.generic(SchemaSource.of(idl.service("UserService")));
 * Object user = users.call("findById", Map.of("id", 7));
 * String json = users.json("findById", "{\"id\": 7}");
 * }</pre>
 *
 * <p>Calls end as those of proxies do; a declared exception comes as a {@link
 * io.harrier.rpc.serialize.generic.GenericException}.
 */
public final class GenericClient {
    private final Caller caller;
    private final SchemaSource source;
    private final String service;
    private final ClientOptions options;
    private final GenericMethods maps;
    private final GenericMethods jsons;
    private final GenericMethods bytes;

    /** Made when it is first asked for. */
    private volatile @Nullable GenericClient jsonAsItIs;

    GenericClient(
            Caller caller,
            SchemaSource source,
            String service,
            ClientOptions options,
            JsonOptions json) {
        this(caller, source, service, options, GenericForm.json(json));
    }

    private GenericClient(
            Caller caller,
            SchemaSource source,
            String service,
            ClientOptions options,
            GenericForm json) {
        this.caller = caller;
        this.source = source;
        this.service = service;
        this.options = options;
        maps = new GenericMethods(caller, source, service, options, GenericForm.maps());
        jsons = new GenericMethods(caller, source, service, options, json);
        bytes = new GenericMethods(caller, source, service, options, GenericForm.bytes());
    }

    /**
     * The same, but JSON texts go to Harrier servers as they are, and come so: the server reads
     * them by its own schema, as {@link JsonOptions#DEFAULT} has it, and tells what is wrong with
     * them. To other servers, and in the first call on a connection, they go as payloads of the
     * client's protocol.
     */
    public GenericClient jsonAsItIs() {
        GenericClient made = jsonAsItIs;
        if (made == null) {
            made = new GenericClient(caller, source, service, options, GenericForm.jsonAsItIs());
            jsonAsItIs = made;
        }
        return made;
    }

    /**
     * Calls with a map, and waits.
     *
     * @param arguments by the names of the parameters, in the forms that {@link
     *     io.harrier.rpc.schema.TypeSchema} tells
     * @return the value in such a form; null for methods without one
     */
    public @Nullable Object call(String method, Map<String, ?> arguments) {
        return await(maps.of("", method), arguments);
    }

    public CompletableFuture<@Nullable Object> callAsync(String method, Map<String, ?> arguments) {
        return start(maps.of("", method), arguments);
    }

    /** Calls with metadata of its own, and tells what came back with the value. */
    public GenericResponse call(GenericRequest request) {
        try (CallScope scope = CallScope.open()) {
            request.attachments().forEach(scope::transientValue);
            Object value = await(maps.of(request.service(), request.method()), request.arguments());
            return new GenericResponse(value, scope.backwardValues());
        }
    }

    /**
     * Calls with a JSON text, and waits.
     *
     * @param arguments a JSON object of the parameters by their names
     * @return the value as JSON; {@code null} as JSON has it for methods without one
     */
    public String json(String method, String arguments) {
        return String.valueOf(await(jsons.of("", method), arguments));
    }

    public CompletableFuture<String> jsonAsync(String method, String arguments) {
        return start(jsons.of("", method), arguments).thenApply(String::valueOf);
    }

    /**
     * Calls with the bytes of the arguments as they are, and waits.
     *
     * @param arguments in the client's protocol; the caller's own, unchanged until the call ends
     * @return the bytes of the reply's payload, which the caller releases
     */
    public ByteBuf bytes(String method, ByteBuf arguments) {
        return (ByteBuf) Objects.requireNonNull(await(bytes.of("", method), arguments));
    }

    public CompletableFuture<ByteBuf> bytesAsync(String method, ByteBuf arguments) {
        return Relay.bytes(start(bytes.of("", method), arguments));
    }

    private @Nullable Object await(ClientMethod method, Object argument) {
        try {
            return caller.await(method, Arguments.of(argument));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply start(ClientMethod method, Object argument) {
        return caller.start(method, Arguments.of(argument), Caller.here(method));
    }
}
