package io.harrier.rpc.call;

import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import java.util.List;

/**
 * Where a chain stands: at a method, on the side that calls it or on the one that answers.
 *
 * <p>Requests that are passed on, or answered, without being known before share one chain, whose
 * service and method have empty names.
 */
public record Place(Side side, ServiceSchema service, MethodSchema method) {
    /** Which end of the connection. */
    public enum Side {
        CLIENT,
        SERVER
    }

    /** The one place of all that is not known before it is called. */
    public static Place ofUnknown(Side side) {
        StructSchema nothing = new StructSchema("", List::of);
        return new Place(
                side, new ServiceSchema("", List.of()), new MethodSchema("", nothing, nothing));
    }

    public boolean isServer() {
        return side == Side.SERVER;
    }

    /** {@code Service/method}, as rules and keys name it. */
    public String name() {
        return service.name() + '/' + method.name();
    }
}
