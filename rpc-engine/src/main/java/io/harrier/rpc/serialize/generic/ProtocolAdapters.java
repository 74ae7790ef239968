package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.serialize.ProtocolAdapter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The adapters of one method: a message's codec says which it needs. For any thread; made once for
 * the method and kept.
 *
 * <pre>{@code
 * ProtocolAdapter adapter = adapters.of(request.codec(), request.protocol());
 * Arguments arguments =
 *         adapter.deserialize(Part.ARGUMENTS, request.payload(), maps::readArguments);
 * }</pre>
 */
public final class ProtocolAdapters {
    private final MethodSchema method;
    private final Map<Protocol, ProtocolAdapter> json = new ConcurrentHashMap<>();

    public ProtocolAdapters(MethodSchema method) {
        this.method = method;
    }

    /**
     * @param codec as the message says, or as its protocol is called
     * @param protocol of the message's head
     * @throws ProtocolException if there is no such codec, or another one's head stands before it
     */
    public ProtocolAdapter of(String codec, Protocol protocol) {
        if (codec.equals(protocol.codec())) {
            return new PlainAdapter(protocol, method);
        }
        if (codec.equals(JsonAdapter.CODEC)) {
            return json.computeIfAbsent(protocol, known -> new JsonAdapter(known, method));
        }
        throw new ProtocolException(
                "codec "
                        + codec
                        + " behind a head of "
                        + protocol.codec()
                        + " (expected: "
                        + protocol.codec()
                        + " or "
                        + JsonAdapter.CODEC
                        + ')');
    }
}
