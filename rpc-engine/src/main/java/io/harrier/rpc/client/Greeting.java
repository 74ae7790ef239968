package io.harrier.rpc.client;

import io.harrier.rpc.call.MethodChain;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.reflect.Reflection;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.generic.MapMethodSerializer;
import java.util.List;
import java.util.Map;

/**
 * A call whose answer, whatever it is, tells whether the peer is a Harrier one: to stock peers it
 * is a call of a service that they do not have.
 */
final class Greeting {
    static final Arguments NOTHING = Arguments.of(Map.of());

    private static final StructSchema EMPTY = new StructSchema("", List::of);

    private Greeting() {}

    /**
     * @param chain of the call for whose sake it is made
     */
    static ClientMethod method(ClientOptions options, MethodChain chain) {
        MethodSchema method = new MethodSchema("services", EMPTY, EMPTY);
        return new ClientMethod(
                new ServiceSchema(Reflection.SERVICE, List.of()),
                method,
                new MapMethodSerializer(method),
                options.with(BinaryProtocol.STRICT),
                chain);
    }
}
